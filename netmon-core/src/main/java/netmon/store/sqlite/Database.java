package netmon.store.sqlite;

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
import netmon.store.StoreException;
import org.sqlite.SQLiteConnection;

/** One connection. Statements are prepared once and kept, for the same ones come each second. For one thread. */
public final class Database implements AutoCloseable {
    /** Makes something of the row that a result stands on. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done within one transaction. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private Runnable afterCommit = () -> {};

    Database(Connection connection) {
        this.connection = connection;
    }

    /** Runs statements, several perhaps, that are needed once. */
    public void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Runs one statement and tells how many rows it changed. */
    public int update(String sql, Object... values) throws SQLException {
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            forget(sql, e);
            throw e;
        }
    }

    public <T> List<T> query(RowMapper<T> row, String sql, Object... values) throws SQLException {
        return queryWhile(each -> true, row, sql, values);
    }

    /** Reads rows as long as they are wanted; the first one that is not ends it. */
    public <T> List<T> queryWhile(Predicate<T> wanted, RowMapper<T> row, String sql, Object... values)
            throws SQLException {
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
            throw e;
        }
        return rows;
    }

    /** The first column of the only row of a query that always has one; 0 for NULL. */
    public long number(String sql, Object... values) throws SQLException {
        return query(row -> row.getLong(1), sql, values).get(0);
    }

    /** All of it or nothing. The lock is taken at once, so that a busy database is noticed before any work. */
    public void transaction(Work work) throws SQLException {
        update("BEGIN IMMEDIATE");
        try {
            work.run();
            update("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
        afterCommit.run();
    }

    /** Sets what is done after each transaction; it must not fail. */
    public void afterCommit(Runnable then) {
        afterCommit = then;
    }

    /** Everything read from now on is of one moment, until {@link #endSnapshot()} or {@link #close()}. */
    public void snapshot() throws SQLException {
        update("BEGIN DEFERRED");
    }

    public void endSnapshot() throws SQLException {
        update("COMMIT");
    }

    /** All pages, as they would lie in a file without a log. */
    public byte[] image() throws SQLException {
        return connection.unwrap(SQLiteConnection.class).serialize("main");
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // and with it the statements
    }

    /** Closes after a failure, and hands that back to be thrown. */
    public StoreException closing(StoreException cause) {
        try {
            close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private void rollback(Exception cause) {
        try {
            update("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e); // a full disk has rolled back already
        }
    }

    /** The driver finalizes a statement that failed, with a full disk for one; it would never work again. */
    private void forget(String sql, SQLException cause) {
        PreparedStatement failed = prepared.remove(sql);
        if (failed == null) {
            return; // it could not even be prepared
        }
        try {
            failed.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement bind(String sql, Object... values) throws SQLException {
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
