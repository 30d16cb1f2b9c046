package netmon.setup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;

/** The service that runs. */
final class InstalledService {
    /** From a signal to its end it takes at most two. */
    private static final long SECONDS_TO_STOP = 10;

    /** A slow machine's Java starts within that time. */
    private static final long SECONDS_TO_START = 20;

    /** Where nothing has moved by then, a living service is good enough. */
    private static final long SECONDS_TO_ROWS = 8;

    private static final long BETWEEN_LOOKS_MILLIS = 100;

    /** Something that comes true, or not. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws StoreException;
    }

    private InstalledService() {}

    static void stop(Path database) throws SetupException, StoreException {
        if (await(SECONDS_TO_STOP, () -> isStopped(database))) {
            return;
        }
        Long pid = ServiceLock.holder(database);
        if (pid == null || pid <= 0) {
            throw new SetupException("another program has locked " + database + ".lock, and does not tell its pid");
        }
        throw new SetupException("the service (pid " + pid + ") still runs; kill -9 " + pid + " ends it");
    }

    /**
     * Whether none runs; one that does is asked to end. A service that starts has not told its pid yet, and a signal to 0
     * would be one to this very program.
     */
    private static boolean isStopped(Path database) throws StoreException {
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
        long began = Instant.now().getEpochSecond();
        if (!await(SECONDS_TO_START, () -> isAlive(database))) {
            throw failed("does not start", database);
        }
        if (!await(SECONDS_TO_ROWS, () -> hasRows(database, began)) && !isAlive(database)) {
            throw failed("has ended again", database);
        }
    }

    /** Whatever the time of its last beat: where there are no files in memory, it is touched every ten minutes alone. */
    private static boolean isAlive(Path database) throws StoreException {
        Heartbeat.Pulse pulse = Heartbeat.read(database);
        return pulse != null && pulse.running();
    }

    private static SetupException failed(String what, Path database) {
        return new SetupException(
                "the service " + what + "; 'netmon doctor', or its log beside " + database + ", may tell why");
    }

    private static boolean hasRows(Path database, long since) {
        try (TrafficReader report = TrafficReader.open(database)) {
            return !report.interfaces(new Period(since, Long.MAX_VALUE, "now")).isEmpty();
        } catch (StoreException e) {
            return false; // it may not have begun its database
        }
    }

    private static boolean await(long seconds, Condition condition) throws SetupException, StoreException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(BETWEEN_LOOKS_MILLIS);
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
