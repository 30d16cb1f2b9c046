package netmon.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import netmon.store.StoreException;
import netmon.store.StoreException.Remedy;

/** Two connections that see a database as it was at one moment, so that two threads can share what there is to read. */
public final class SharedSnapshot implements AutoCloseable {
    /** How often to try. The service writes some times a second, and a try takes less than a millisecond. */
    private static final int TRIES = 100;

    private final Database first;
    private final Database second;

    private SharedSnapshot(Database first, Database second) {
        this.first = first;
        this.second = second;
    }

    /** Opens both for reading. */
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
            both.take(file);
            return both;
        } catch (SQLException e) {
            throw first.closing(second.closing(StoreException.of("cannot read " + file, e)));
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
    public void close() throws SQLException {
        try (second) {
            first.close();
        }
    }

    private void take(Path file) throws SQLException, StoreException {
        for (int i = 0; i < TRIES; i++) {
            long before = version(second);
            first.snapshot();
            version(first); // a snapshot is of the moment of its first read
            second.snapshot();
            if (version(second) == before) {
                return; // nobody wrote since before the first one's moment
            }
            first.endSnapshot();
            second.endSnapshot();
        }
        throw new StoreException(Remedy.BUSY, file + " is written all the time");
    }

    /** A number that changes for a connection when another one has written. */
    private static long version(Database database) throws SQLException {
        return database.number("PRAGMA data_version");
    }
}
