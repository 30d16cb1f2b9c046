package netmon.store.sqlite;

import java.nio.file.Path;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;

/** Two connections that see the database at the same moment, so that two threads can share the reading. */
public final class SharedSnapshot implements AutoCloseable {
    /** The service commits a few times a second, and an attempt takes less than a millisecond. */
    private static final int ATTEMPTS = 100;

    private final Database first;
    private final Database second;

    private SharedSnapshot(Database first, Database second) {
        this.first = first;
        this.second = second;
    }

    public static SharedSnapshot of(Path file) throws StoreException {
        Database first = Connections.reader(file);
        Database second;
        try {
            second = Connections.reader(file);
        } catch (StoreException e) {
            throw first.closing(e);
        }
        SharedSnapshot both = new SharedSnapshot(first, second);
        try {
            both.take();
            return both;
        } catch (StoreException e) {
            throw first.closing(second.closing(e));
        }
    }

    public Database first() {
        return first;
    }

    public Database second() {
        return second;
    }

    @Override
    public void close() throws StoreException {
        try (second) {
            first.close();
        }
    }

    private void take() throws StoreException {
        for (int i = 0; i < ATTEMPTS; i++) {
            long before = version(second);
            first.snapshot();
            version(first); // a snapshot starts with its first read
            second.snapshot();
            if (version(second) == before) {
                return; // nothing was committed between the two snapshots
            }
            first.endSnapshot();
            second.endSnapshot();
        }
        throw new StoreException(Remedy.BUSY, first.file() + " is written all the time");
    }

    /** A number that changes for a connection when another one commits. */
    private static long version(Database database) throws StoreException {
        return database.number("PRAGMA data_version");
    }
}
