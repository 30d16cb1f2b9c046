package netmon.store;

import java.sql.SQLException;

/** Keeps the sums of finished blocks by application, so that a report of a day need not read all its rows. */
final class AppTotals {
    private final Database database;

    AppTotals(Database database) {
        this.database = database;
    }

    void write(Block block) throws SQLException {
        database.update(
                "INSERT INTO app_totals SELECT ?, app_name, sum(a.bytes_in), sum(a.bytes_out),"
                        + " coalesce(sum(e.bytes_in), 0), coalesce(sum(e.bytes_out), 0)"
                        + " FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id"
                        + " WHERE a.id >= ? AND a.id < ? GROUP BY app_name",
                block.id(),
                block.apps().first(),
                block.apps().end());
        database.update("UPDATE blocks SET totals = 1 WHERE id = ?", block.id());
    }

    void remove(Block block) throws SQLException {
        database.update("DELETE FROM app_totals WHERE block = ?", block.id());
        database.update("UPDATE blocks SET totals = 0 WHERE id = ?", block.id());
    }
}
