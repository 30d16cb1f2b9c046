package netmon.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import netmon.model.StoreException;
import netmon.protocol.MessageException;
import netmon.protocol.Reply.ChangeReply;
import netmon.protocol.Request;
import netmon.store.TrafficWriter;
import netmon.store.files.ServiceLock;

/**
 * A change of the database. Only the service writes, so a running service makes the change; without one this
 * command takes the service's lock and makes it.
 */
public final class DatabaseChange {
    /** Makes the change without a service, and returns the number of its {@link ChangeReply}. */
    @FunctionalInterface
    public interface Alone {
        long make(TrafficWriter store) throws StoreException;
    }

    public static final class Refused extends RuntimeException {
        private Refused(String why) {
            super(why);
        }
    }

    /** A service in the middle of a tick replies well within it. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(8);

    private DatabaseChange() {}

    /**
     * Makes a change, and returns the number of its {@link ChangeReply}.
     *
     * @param patience how long the service may take to reply
     */
    public static long make(Path database, Request<ChangeReply> request, Duration patience, Alone alone)
            throws StoreException {
        if (!Files.exists(database)) {
            throw new StoreException(StoreException.Remedy.MISSING, "there is no database at " + database);
        }
        if (!Files.isWritable(database)) {
            throw new StoreException(StoreException.Remedy.UNUSABLE, database + " may not be changed by this user");
        }
        try {
            return ServiceClient.ask(database, request, patience).number();
        } catch (MessageException e) {
            throw new Refused(e.getMessage());
        } catch (IOException e) {
            return alone(database, alone); // no service listens
        }
    }

    private static long alone(Path database, Alone alone) throws StoreException {
        ServiceLock lock = ServiceLock.acquire(database);
        try (TrafficWriter store = TrafficWriter.open(database)) {
            return alone.make(store);
        } finally {
            lock.close();
        }
    }
}
