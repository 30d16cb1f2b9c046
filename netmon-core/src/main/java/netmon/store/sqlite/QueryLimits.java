package netmon.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * Bounds what the content of a file can make a connection do. A database can come from a stranger: its schema may call
 * functions or never end, and a value may have gigabytes. SQLite asks every few thousand steps whether a statement may
 * go on.
 */
final class QueryLimits extends ProgressHandler {
    /** Longer values and rows are not read; netmon writes no more than a few hundred bytes. */
    private static final int MAX_VALUE_BYTES = 1 << 20;

    /** The steps of SQLite's virtual machine between two questions: some milliseconds, unless a function is slow. */
    private static final int STEPS = 10_000;

    private volatile long allowed;
    private volatile long started;

    /** Sets the limits of a connection, and allows each of its statements so much time. */
    static QueryLimits set(Connection connection, long seconds) throws SQLException {
        SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 1); // VACUUM INTO attaches the copy
        sqlite.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA trusted_schema = OFF");
        }
        QueryLimits limits = new QueryLimits();
        limits.allow(seconds);
        setHandler(connection, STEPS, limits);
        return limits;
    }

    /** Changes the time that each later statement may take. */
    void allow(long seconds) {
        allowed = TimeUnit.SECONDS.toNanos(seconds);
        started = System.nanoTime();
    }

    /** Call it before each statement. */
    void start() {
        started = System.nanoTime();
    }

    @Override
    protected int progress() {
        return System.nanoTime() - started > allowed ? 1 : 0;
    }
}
