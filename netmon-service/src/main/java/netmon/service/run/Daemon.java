package netmon.service.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import netmon.model.LastReading;
import netmon.model.OperatingSystem;
import netmon.model.StoreException;
import netmon.platform.Platform;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketScanner;
import netmon.service.doctor.Doctor;
import netmon.service.log.FailureLog;
import netmon.service.log.Survivable;
import netmon.service.proof.LoopbackProof;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.sources.SystemClock;
import netmon.service.tick.SampleQueue;
import netmon.store.files.Heartbeat;
import netmon.store.files.ZoneLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service on the live machine until a signal ends it, and continues in a new file if the database is lost. */
public final class Daemon {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    /** The link that names the time zone. Tests set the property, since they may not change that of the machine. */
    private static final Path ZONE = Path.of(System.getProperty("netmon.localtime", ZoneLink.FILE.toString()));

    private static final OperatingSystem SYSTEM = OperatingSystem.current();

    /** The time for the last tick and the last transaction after a signal. The service promises to stop within 2 s. */
    private static final Duration STOP_LIMIT = Duration.ofMillis(1_800);

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Settings settings;
    private final Supplier<Doctor.DoctorFindings> doctor;
    private final StopSignal signal = new StopSignal(STOP_LIMIT, true, this::stop);

    /** One machine for all databases of this process, because it keeps its descriptors open. */
    private final Machine machine = Platform.of(SYSTEM).machine();

    private final SystemClock clock = new SystemClock();
    private final ZoneWatch zones = new ZoneWatch(ZONE);
    private final FailureLog opening = new FailureLog("new database");
    private volatile @Nullable Service service;

    private Daemon(Settings settings, Supplier<Doctor.DoctorFindings> doctor) {
        this.settings = settings;
        this.doctor = doctor;
    }

    /**
     * Returns when the service has stopped; a signal ends the process with status 0.
     *
     * @param doctor examines this machine, in a thread of its own
     */
    public static void run(Settings settings, Supplier<Doctor.DoctorFindings> doctor)
            throws ScanException, StoreException {
        new Daemon(settings, doctor).run();
    }

    private void run() throws ScanException, StoreException {
        try (signal) {
            Handover next = Handover.NOTHING;
            do {
                next = measure(next);
            } while (next != null && !signal.isReceived());
            LOG.info("stopped");
        }
    }

    private void started(Service running) {
        service = running;
        signal.workBegins();
        if (signal.isReceived()) {
            stop();
        }
    }

    private void stop() {
        Service running = service;
        if (running != null) {
            running.stop();
        }
    }

    /** Measures into one file until the service is stopped or the file is lost; null unless it is lost. */
    private @Nullable Handover measure(Handover before) throws ScanException, StoreException {
        Path file = settings.database();
        try (LockedDatabase database = open(file, before)) {
            if (!settings.detail().isEmpty()) {
                database.log().storeDetail();
            }
            LastReading last = before.continueIn(database.log(), Heartbeat.read(file));
            Sources sources = signal.isReceived() ? null : sources();
            if (sources == null || signal.isReceived()) {
                return null;
            }
            // Only now: a service that fails before this must not shorten the gap in the measurements.
            Heartbeat heartbeat = Heartbeat.start(file, clock.wallMillis());
            SampleQueue queue = new SampleQueue(database.log(), clock, settings.mayWait());
            new ServiceWiring(settings, sources, database.log(), queue, zones, before)
                    .run(heartbeat, last, doctor, this::started);
            StoreException lost = queue.lost();
            return lost == null ? null : Handover.of(database, queue.waiting(), lost, clock.wallMillis() / 1000);
        }
    }

    /** Opens the database. Another file may have the name of a lost one, so it tries until the name is free. */
    private LockedDatabase open(Path file, Handover before) throws StoreException {
        while (true) {
            try {
                return LockedDatabase.open(file);
            } catch (StoreException e) {
                if (before.why().isEmpty() || signal.isReceived()) {
                    throw e;
                }
                opening.failed(e);
                signal.pause(RETRY);
            }
        }
    }

    /**
     * The sources, after one read of the sockets: the first read takes longer, and bytes that move meanwhile would have
     * no owner. If the user has chosen the scanner, it must work or the service does not start.
     */
    private Sources sources() throws ScanException {
        Sources sources =
                Sources.of(SYSTEM, machine, Platform.of(SYSTEM).processes(), clock, settings, new LoopbackProof());
        SocketScanner sockets = sources.sockets();
        try {
            if (sockets != null) {
                sockets.read();
            }
        } catch (Throwable e) {
            Survivable.require(e);
            if (settings.scanner() != ScannerChoice.AUTO) {
                throw e;
            }
        }
        return sources;
    }
}
