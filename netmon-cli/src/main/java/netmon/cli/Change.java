package netmon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import netmon.store.ServiceLock;
import netmon.store.StoreException;
import netmon.store.TrafficLog;

/** A change of the database. A running service is asked to make it, since it alone writes; without one its lock is taken. */
final class Change {
    /** Makes the change where no service does; the number is what it would have answered. */
    @FunctionalInterface
    interface Alone {
        long make(TrafficLog log) throws StoreException;
    }

    /** The service does not do it, and says why. */
    static final class Refused extends RuntimeException {
        private Refused(String why) {
            super(why);
        }
    }

    /** A service that is in the middle of a tick answers well within it. */
    static final Duration A_MOMENT = Duration.ofSeconds(10);

    private Change() {}

    /**
     * Makes a change and returns the number that answers it.
     *
     * @param request what the service is asked, in a line
     * @param patience how long it may take to answer
     */
    static long make(Path database, String request, Duration patience, Alone alone) throws StoreException {
        if (!Files.exists(database)) {
            throw new StoreException(StoreException.Kind.MISSING, "there is no database at " + database);
        }
        if (!Files.isWritable(database)) {
            throw new StoreException(StoreException.Kind.UNUSABLE, database + " may not be changed by this user");
        }
        ServiceClient.Answer answer;
        try {
            answer = ServiceClient.ask(database, request, patience);
        } catch (IOException e) {
            return alone(database, alone); // no service listens
        }
        if (!answer.ok()) {
            throw new Refused("the service says: " + answer.text());
        }
        return Long.parseLong(answer.text());
    }

    private static long alone(Path database, Alone alone) throws StoreException {
        ServiceLock lock = ServiceLock.acquire(database);
        try (TrafficLog log = TrafficLog.open(database)) {
            return alone.make(log);
        } finally {
            lock.close();
        }
    }
}
