package netmon.store;

import java.sql.SQLException;
import java.util.List;

/**
 * Makes one row of all rows that an application, or an interface of one status, has in a bucket. It takes the lowest of
 * their ids, so that ids keep ascending with time and an interface's status keeps holding for the row.
 */
final class Merge {
    /** So many rows with ids from {@code first} to {@code last}, of these seconds. */
    private record Found(long first, long last, long rows, long earliest, long latest) {
        /** Whether there is nothing left to do for rows of so many names. */
        boolean isMerged(int names, long start) {
            return rows == names && earliest == start && latest == start;
        }
    }

    private record App(long id, String name, long in, long out, long estimatedIn, long estimatedOut) {}

    private record Link(long id, String name, long in, long out) {}

    private final Database database;

    Merge(Database database) {
        this.database = database;
    }

    /** To be called within a transaction, so that both tables' rows become one at the same time. */
    void bucket(Block block, long start, long end) throws SQLException {
        mergeApps(find("app_traffic_logs", block.apps(), start, end), start, end);
        mergeInterfaces(find("traffic_logs", block.interfaces(), start, end), start, end);
    }

    private Found find(String table, Block.Rows rows, long start, long end) throws SQLException {
        return database.query(
                        row -> new Found(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                        "SELECT min(id), max(id), count(*), min(timestamp), max(timestamp) FROM " + table
                                + " WHERE id >= ? AND id < ? AND timestamp >= ? AND timestamp < ?",
                        rows.first(),
                        rows.end(),
                        start,
                        end)
                .get(0);
    }

    private void mergeApps(Found found, long start, long end) throws SQLException {
        List<App> merged = database.query(
                row -> new App(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)),
                "SELECT min(a.id), app_name, sum(a.bytes_in), sum(a.bytes_out), sum(e.bytes_in), sum(e.bytes_out)"
                        + " FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id"
                        + " WHERE a.id >= ? AND a.id <= ? AND timestamp >= ? AND timestamp < ? GROUP BY app_name",
                found.first(),
                found.last(),
                start,
                end);
        if (found.isMerged(merged.size(), start)) {
            return;
        }
        database.update(
                "DELETE FROM app_estimates WHERE id >= ? AND id <= ? AND id IN (SELECT id FROM app_traffic_logs"
                        + " WHERE id >= ?1 AND id <= ?2 AND timestamp >= ? AND timestamp < ?)",
                found.first(),
                found.last(),
                start,
                end);
        delete("app_traffic_logs", found, start, end);
        for (App each : merged) {
            insert(each, start);
        }
    }

    private void insert(App app, long start) throws SQLException {
        database.update(
                "INSERT INTO app_traffic_logs (id, timestamp, app_name, bytes_in, bytes_out) VALUES (?, ?, ?, ?, ?)",
                app.id(),
                start,
                app.name(),
                app.in(),
                app.out());
        if (app.estimatedIn() != 0 || app.estimatedOut() != 0) {
            database.update(
                    "INSERT INTO app_estimates (id, bytes_in, bytes_out) VALUES (?, ?, ?)",
                    app.id(),
                    app.estimatedIn(),
                    app.estimatedOut());
        }
    }

    private void mergeInterfaces(Found found, long start, long end) throws SQLException {
        List<Link> merged = database.query(
                row -> new Link(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)),
                "SELECT min(id), interface, sum(bytes_in), sum(bytes_out) FROM traffic_logs t"
                        + " WHERE id >= ? AND id <= ? AND timestamp >= ? AND timestamp < ?"
                        + " GROUP BY interface, (SELECT max(first_row) FROM interface_counting c"
                        + " WHERE c.interface = t.interface AND c.first_row <= t.id)",
                found.first(),
                found.last(),
                start,
                end);
        if (found.isMerged(merged.size(), start)) {
            return;
        }
        delete("traffic_logs", found, start, end);
        for (Link each : merged) {
            database.update(
                    "INSERT INTO traffic_logs (id, timestamp, interface, bytes_in, bytes_out) VALUES (?, ?, ?, ?, ?)",
                    each.id(),
                    start,
                    each.name(),
                    each.in(),
                    each.out());
        }
    }

    private void delete(String table, Found found, long start, long end) throws SQLException {
        database.update(
                "DELETE FROM " + table + " WHERE id >= ? AND id <= ? AND timestamp >= ? AND timestamp < ?",
                found.first(),
                found.last(),
                start,
                end);
    }
}
