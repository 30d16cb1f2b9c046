package netmon.setup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;

/** Stops the service of a database, and waits for a new one. */
final class InstalledService {
    /** The service exits at most two seconds after the signal. */
    private static final long SECONDS_TO_STOP = 10;

    /** Java starts within this time also on a slow machine. */
    private static final long SECONDS_TO_START = 20;

    /** After this time a running service is enough: without traffic it writes no rows. */
    private static final long SECONDS_TO_ROWS = 8;

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws StoreException;
    }

    private InstalledService() {}

    static void stop(Path database) throws SetupException, StoreException {
        if (await(SECONDS_TO_STOP, () -> stopped(database))) {
            return;
        }
        Long pid = ServiceLock.holder(database);
        if (pid == null || pid <= 0) {
            throw new SetupException(
                    "another program has locked " + database + ".lock and has not written its pid there");
        }
        throw new SetupException("the service (pid " + pid + ") still runs; kill -9 " + pid + " ends it");
    }

    /**
     * True if no service runs; asks a running one to stop. A starting service has not written its pid yet: the holder
     * is then 0, and a signal to pid 0 would reach this program.
     */
    private static boolean stopped(Path database) throws StoreException {
        Long pid = ServiceLock.holder(database);
        if (pid == null) {
            return true;
        }
        if (pid > 0) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
        return false;
    }

    static void awaitRows(Path database) throws SetupException, StoreException {
        long start = Instant.now().getEpochSecond();
        if (!await(SECONDS_TO_START, () -> isAlive(database))) {
            throw failed("has not started", database);
        }
        if (!await(SECONDS_TO_ROWS, () -> hasRows(database, start)) && !isAlive(database)) {
            throw failed("has stopped again", database);
        }
    }

    /** Ignores the age of the heartbeat: without a file in memory the service updates it every ten minutes only. */
    private static boolean isAlive(Path database) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database);
        return pulse != null && pulse.running();
    }

    private static SetupException failed(String failure, Path database) {
        return new SetupException("the service " + failure + "; 'netmon doctor', or the log beside " + database
                + ", may show the reason");
    }

    private static boolean hasRows(Path database, long since) {
        try (TrafficReader reader = TrafficReader.open(database)) {
            return !reader.interfaces(new Period(since, Long.MAX_VALUE, "now")).isEmpty();
        } catch (StoreException e) {
            return false; // the service may not have created it yet
        }
    }

    private static boolean await(long seconds, Condition condition) throws SetupException, StoreException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(100);
        }
        return true;
    }

    static void pause(long millis) throws SetupException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted", e);
        }
    }
}
