package netmon.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import netmon.model.StoreException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** One connection to one file, for one thread. It keeps every prepared statement for the next second. */
public final class Database implements AutoCloseable {
    /** Converts the current row of a result. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The body of a transaction. */
    @FunctionalInterface
    public interface Work {
        void run() throws StoreException;
    }

    private final Path file;
    private final Connection connection;
    private final QueryLimits limits;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final String reading;
    private final String writing;
    private Runnable afterCommit = () -> {};

    Database(Path file, Connection connection, QueryLimits limits, boolean readOnly) {
        this.file = file;
        this.connection = connection;
        this.limits = limits;
        this.reading = "cannot read " + file;
        this.writing = readOnly ? reading : "cannot write to " + file;
    }

    public Path file() {
        return file;
    }

    /** From now on each statement may take as long as a check or copy of the whole file takes on a slow disk. */
    public void allowLongStatements() {
        limits.allow(Connections.wholeFileSeconds(file));
    }

    /** Runs one or more statements without keeping them prepared. */
    public void script(String sql) throws StoreException {
        limits.start();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw SqliteErrors.translate(writing, e);
        }
    }

    /** Runs one statement and returns the number of rows that it changed. */
    public int update(String sql, Object... values) throws StoreException {
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            forget(sql, e);
            throw SqliteErrors.translate(writing, e);
        }
    }

    public <T> List<T> query(RowMapper<T> row, String sql, Object... values) throws StoreException {
        return queryWhile(each -> true, row, sql, values);
    }

    /** Reads rows until the first one that fails the test, which is left out. */
    public <T> List<T> queryWhile(Predicate<T> wanted, RowMapper<T> row, String sql, Object... values)
            throws StoreException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = bind(sql, values).executeQuery()) {
            while (result.next()) {
                T each = row.read(result);
                if (!wanted.test(each)) {
                    break;
                }
                rows.add(each);
            }
        } catch (SQLException e) {
            forget(sql, e);
            throw SqliteErrors.translate(reading, e);
        }
        return rows;
    }

    public <T> @Nullable T first(RowMapper<T> row, String sql, Object... values) throws StoreException {
        List<T> rows = query(row, sql, values);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The only row of a query that always returns one. */
    public <T> T only(RowMapper<T> row, String sql, Object... values) throws StoreException {
        return query(row, sql, values).get(0);
    }

    /** The first column of the only row; 0 for NULL. */
    public long number(String sql, Object... values) throws StoreException {
        return only(row -> row.getLong(1), sql, values);
    }

    /** The first column of the first row; null if there is none. */
    public @Nullable Long numberOrNull(String sql, Object... values) throws StoreException {
        return first(row -> row.getLong(1), sql, values);
    }

    /** Runs all of the work or none. It takes the write lock first, so a busy database fails before any work. */
    public void transaction(Work work) throws StoreException {
        update("BEGIN IMMEDIATE");
        try {
            work.run();
            update("COMMIT");
        } catch (Throwable e) { // an Error too must not leave the transaction open
            rollback(e);
            throw e;
        }
        afterCommit.run();
    }

    /** Sets an action that runs after each transaction; it must not fail. */
    public void afterCommit(Runnable then) {
        afterCommit = then;
    }

    /** From the next read on, all reads see the database at one moment, until {@link #endSnapshot()}. */
    public void snapshot() throws StoreException {
        update("BEGIN DEFERRED");
    }

    public void endSnapshot() throws StoreException {
        update("COMMIT");
    }

    /** All pages as one file, with the content of the write-ahead log merged in. */
    public byte[] image() throws StoreException {
        try {
            return connection.unwrap(SQLiteConnection.class).serialize("main");
        } catch (SQLException e) {
            throw SqliteErrors.translate(reading, e);
        }
    }

    /** Writes a compact copy of the database into an empty file. */
    public void vacuumInto(Path copy) throws StoreException {
        try {
            bind("VACUUM INTO ?", copy.toAbsolutePath().toString()).executeUpdate();
        } catch (SQLException e) {
            throw SqliteErrors.translate("cannot copy " + file + " to " + copy, e);
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            connection.close(); // closes the statements as well
        } catch (SQLException e) {
            throw SqliteErrors.translate("cannot close " + file, e);
        }
    }

    /** Closes after a failure, and returns that failure for the caller to throw. */
    public StoreException closing(StoreException cause) {
        try {
            close();
        } catch (StoreException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private void rollback(Throwable cause) {
        try {
            update("ROLLBACK");
        } catch (StoreException e) {
            cause.addSuppressed(e); // SQLite itself rolls back when the disk is full
        }
    }

    /** Drops a failed statement: the driver finalizes it, for example on a full disk, and it never works again. */
    private void forget(String sql, SQLException cause) {
        PreparedStatement failed = prepared.remove(sql);
        if (failed == null) {
            return; // the statement could not even be prepared
        }
        try {
            failed.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement bind(String sql, Object... values) throws SQLException {
        limits.start();
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
