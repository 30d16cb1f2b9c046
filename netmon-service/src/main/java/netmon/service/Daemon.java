package netmon.service;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import netmon.scan.Platform;
import netmon.scan.ScanException;
import netmon.scan.Scanner;
import netmon.scan.SocketScanner;
import netmon.store.Heartbeat;
import netmon.store.LastReading;
import netmon.store.StoreException;
import netmon.store.TrafficLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service on the living machine until a signal ends it. */
final class Daemon {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    /** How long the last tick and the last transaction may take after SIGTERM. */
    private static final long STOP_SECONDS = 2;

    private Daemon() {}

    /** Returns when the service has stopped; a signal ends the process with status 0. */
    static void run(Settings settings) throws ScanException, StoreException {
        Path file = settings.database();
        SystemClock clock = new SystemClock();
        CountDownLatch written = new CountDownLatch(1);
        try (OwnDatabase database = OwnDatabase.open(file)) {
            TrafficLog log = database.log();
            LastReading last = lastAlive(log.lastReading(), Heartbeat.read(file));
            Heartbeat heartbeat = Heartbeat.start(file, clock.wallMillis());
            Sources sources = live(clock, settings);
            Service service = new Service(sources, log, heartbeat, last, settings);
            stopOnSignal(service, written);
            LOG.info(
                    "measuring into {} as process {}",
                    file,
                    ProcessHandle.current().pid());
            service.run();
            LOG.info("stopped");
        } finally {
            written.countDown();
        }
    }

    /** A way of reading sockets that was asked for by name must work, or the service does not start. */
    private static Sources live(SystemClock clock, Settings settings) throws ScanException {
        String system = Platform.here();
        Sources sources = Sources.of(system, Platform.machine(system), Platform.processes(system), clock, settings);
        SocketScanner sockets = sources.sockets();
        if (settings.scanner() != Scanner.AUTO && sockets != null) {
            sockets.read();
        }
        return sources;
    }

    /** Nothing is stored while nothing moves, so the last service lived until its last heartbeat. */
    private static @Nullable LastReading lastAlive(@Nullable LastReading last, Heartbeat.@Nullable Pulse pulse) {
        return last == null || pulse == null
                ? last
                : new LastReading(Math.max(last.at(), pulse.lastAlive() / 1000), last.counters());
    }

    /**
     * A JVM that a signal ends exits with 128 + the signal's number, unless a hook halts it first. The hook waits for
     * the loop's last write; where the loop has ended by itself, its own exit status stands.
     */
    private static void stopOnSignal(Service service, CountDownLatch written) {
        Thread hook = new Thread(
                () -> {
                    if (written.getCount() == 0) {
                        return;
                    }
                    service.stop();
                    Runtime.getRuntime().halt(awaits(written) ? 0 : 1);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static boolean awaits(CountDownLatch written) {
        try {
            return written.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
