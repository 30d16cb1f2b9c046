package netmon.service.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import netmon.model.LastReading;
import netmon.model.OperatingSystem;
import netmon.model.StoreException;
import netmon.platform.Platform;
import netmon.protocol.Request;
import netmon.protocol.ServiceContract;
import netmon.protocol.StatusReply;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.ScannerChoice;
import netmon.scan.SocketScanner;
import netmon.scan.SystemPrograms;
import netmon.service.alerts.AlertNotifier;
import netmon.service.alerts.AlertWatch;
import netmon.service.alerts.DesktopNotification;
import netmon.service.control.AlertRequest;
import netmon.service.control.ControlSocket;
import netmon.service.control.DoctorRequest;
import netmon.service.control.LiveRequest;
import netmon.service.control.PurgeRequest;
import netmon.service.control.RequestRouter;
import netmon.service.control.SocketsRequest;
import netmon.service.control.StatusRequest;
import netmon.service.doctor.Doctor;
import netmon.service.load.CpuBudget;
import netmon.service.load.LoadMeter;
import netmon.service.load.OwnProcessCost;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.sources.SystemClock;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import netmon.store.files.ZoneLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service on the living machine until a signal ends it. */
public final class Daemon {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    /** How long the last tick and the last transaction may take after a signal; 2 s are promised. */
    private static final long STOP_MILLIS = 1_800;

    /** Part of one core. The property is for trying what happens when it does not suffice. */
    private static final double BUDGET =
            Double.parseDouble(System.getProperty("netmon.budget", Double.toString(CpuBudget.SHARE)));

    /** The property is for trying it without the right to change the machine's. */
    private static final Path ZONE = Path.of(System.getProperty("netmon.localtime", ZoneLink.FILE.toString()));

    private static final OperatingSystem SYSTEM = OperatingSystem.current();

    private final Settings settings;

    /** One for all databases of this process, since it keeps what it has opened. */
    private final Machine machine = Platform.of(SYSTEM).machine();

    private final SystemClock clock = new SystemClock();
    private final ZoneWatch zones = new ZoneWatch(ZONE, clock::monotonicNanos);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Service service;
    private volatile boolean stopped;

    private Daemon(Settings settings) {
        this.settings = settings;
    }

    /** Returns when the service has stopped; a signal ends the process with status 0. */
    public static void run(Settings settings) throws ScanException, StoreException {
        new Daemon(settings).run();
    }

    private void run() throws ScanException, StoreException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            Handover left = Handover.NOTHING;
            do {
                left = measure(left);
            } while (left != null && !stopped);
            LOG.info("stopped");
        } finally {
            closed.countDown();
        }
    }

    /** Measures into one file until the service is stopped, or the file is lost; then returns what is left to do. */
    private @Nullable Handover measure(Handover left) throws ScanException, StoreException {
        Path file = settings.database();
        try (LockedDatabase database = LockedDatabase.open(file)) {
            TrafficWriter log = database.log();
            LastReading last = left.goOn(log, Heartbeat.read(file));
            Sources sources = live();
            // One that cannot measure has not lived: the gap would begin with it, and not where the last one ended.
            Heartbeat heartbeat = Heartbeat.start(file, clock.wallMillis());
            LoadMeter effort =
                    new LoadMeter(OwnProcessCost.here(), settings.interval().toNanos(), new CpuBudget(BUDGET));
            LiveRequest live = new LiveRequest(clock, sources.processes());
            ParserWatch rows = new ParserWatch(sources);
            StatusRequest status = new StatusRequest(
                    sources.counters(),
                    sources.sockets(),
                    effort,
                    settings.mayWait(),
                    new StatusRequest.Watches(rows::unread, this::unwritten, left::fileChange, zones::zoneChange));
            try (AlertWatch alerts = alerts(file, log);
                    ControlSocket control = control(file, requests(log, sources, status, alerts, live))) {
                Service started = new Service(sources, log, live, heartbeat, control, effort, last, settings);
                service = started;
                LOG.info(
                        "measuring into {} as process {}",
                        file,
                        ProcessHandle.current().pid());
                StoreException lost = stopped
                        ? null
                        : started.run(now -> {
                            zones.work(now, log::moveTo);
                            alerts.work(now);
                            rows.work();
                        });
                return lost == null ? null : Handover.by(started, database, lost, clock.wallMillis() / 1000);
            }
        }
    }

    /** The requests that the command can make, each with its handler. */
    private RequestRouter requests(
            TrafficWriter log, Sources sources, StatusRequest status, AlertWatch alerts, LiveRequest live) {
        SocketScanner sockets = sources.sockets();
        AlertRequest alert = new AlertRequest(log.alerts(), alerts::changed);
        DoctorRequest doctor = new DoctorRequest(
                () -> new Doctor(settings).examine()::toldTo,
                () -> sockets == null ? 0 : sockets.table().sockets().size(),
                clock::monotonicNanos);
        return new RequestRouter()
                .on(Request.AddAlert.class, alert::add)
                .on(Request.RemoveAlert.class, alert::remove)
                .on(Request.GetRates.class, live)
                .on(Request.PurgeBefore.class, new PurgeRequest(log, this::writeWaiting, alerts::changed))
                .on(Request.GetSockets.class, new SocketsRequest(sockets, sources.processes()))
                .on(Request.GetStatus.class, status)
                .onSlow(Request.GetChecks.class, doctor);
    }

    private void writeWaiting() {
        Service running = service;
        if (running != null) {
            running.writeWaiting();
        }
    }

    private StatusReply.@Nullable Unwritten unwritten() {
        Service running = service;
        return running == null ? null : running.unwritten();
    }

    private AlertWatch alerts(Path database, TrafficWriter log) {
        DesktopNotification desktop = new DesktopNotification(SYSTEM, SystemPrograms.PLACES, System.getenv());
        AlertNotifier teller = new AlertNotifier(database, desktop, clock::monotonicNanos);
        return new AlertWatch(log.alerts(), teller, clock::monotonicNanos, ZoneId::systemDefault);
    }

    /** Without an ear the service measures as well; the command then does without what only the living service knows. */
    private static @Nullable ControlSocket control(Path database, RequestRouter requests) {
        Path file = ServiceContract.socket(database);
        try {
            return ControlSocket.open(file, requests::answer);
        } catch (IOException | RuntimeException e) {
            LOG.warn("nobody can ask this service: cannot listen on {}: {}", file, e.getMessage());
            return null;
        }
    }

    private Sources live() throws ScanException {
        Sources sources = Sources.of(SYSTEM, machine, Platform.of(SYSTEM).processes(), clock, settings);
        SocketScanner sockets = sources.sockets();
        if (sockets != null) {
            tryOut(sockets);
        }
        return sources;
    }

    /**
     * Reads the sockets once before the first tick: the first time takes longer, and what moves meanwhile would have no
     * owner. A way that was asked for by name must work, or the service does not start.
     */
    private void tryOut(SocketScanner sockets) throws ScanException {
        try {
            sockets.read();
        } catch (ScanException e) {
            if (settings.scanner() != ScannerChoice.AUTO) {
                throw e;
            }
        }
    }

    /**
     * The JVM's last act. A JVM that a signal ends exits with 128 + the signal's number, unless it is halted first; where
     * the service has ended by itself, its own exit status stands.
     */
    private void stop() {
        if (closed.getCount() == 0) {
            return;
        }
        stopped = true;
        Service running = service;
        if (running != null) {
            running.stop();
        }
        Runtime.getRuntime().halt(isClosedInTime() ? 0 : 1);
    }

    private boolean isClosedInTime() {
        try {
            return closed.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
