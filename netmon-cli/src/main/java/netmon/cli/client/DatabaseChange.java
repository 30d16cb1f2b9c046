package netmon.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import netmon.model.StoreException;
import netmon.store.TrafficWriter;
import netmon.store.files.ServiceLock;

/** A change of the database. A running service is asked to make it, since it alone writes; without one its lock is taken. */
public final class DatabaseChange {
    /** Makes the change where no service does; the number is what it would have answered. */
    @FunctionalInterface
    public interface Alone {
        long make(TrafficWriter log) throws StoreException;
    }

    /** The service does not do it, and says why. */
    public static final class Refused extends RuntimeException {
        private Refused(String why) {
            super(why);
        }
    }

    /** A service that is in the middle of a tick answers well within it. */
    public static final Duration A_MOMENT = Duration.ofSeconds(10);

    private DatabaseChange() {}

    /**
     * Makes a change and returns the number that answers it.
     *
     * @param request what the service is asked, in a line
     * @param patience how long it may take to answer
     */
    public static long make(Path database, String request, Duration patience, Alone alone) throws StoreException {
        if (!Files.exists(database)) {
            throw new StoreException(StoreException.Remedy.MISSING, "there is no database at " + database);
        }
        if (!Files.isWritable(database)) {
            throw new StoreException(StoreException.Remedy.UNUSABLE, database + " may not be changed by this user");
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
        try (TrafficWriter log = TrafficWriter.open(database)) {
            return alone.make(log);
        } finally {
            lock.close();
        }
    }
}
