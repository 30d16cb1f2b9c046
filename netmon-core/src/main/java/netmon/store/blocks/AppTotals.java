package netmon.store.blocks;

import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Keeps the sums of blocks by application, so that a report of a day need not read all its rows. */
public final class AppTotals {
    private final Database database;

    public AppTotals(Database database) {
        this.database = database;
    }

    /** Adds the block's rows that are not summed up yet, as far as before the row {@code end}. */
    public void write(Block block, long end) throws StoreException {
        if (block.summed().isEmpty()) {
            remove(block); // there may be sums that are no longer valid
        }
        database.update(
                "INSERT INTO app_totals SELECT ?, app_name, sum(a.bytes_in), sum(a.bytes_out),"
                        + " coalesce(sum(e.bytes_in), 0), coalesce(sum(e.bytes_out), 0)"
                        + " FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id"
                        + " WHERE a.id >= ? AND a.id < ? GROUP BY app_name"
                        + " ON CONFLICT DO UPDATE SET bytes_in = bytes_in + excluded.bytes_in,"
                        + " bytes_out = bytes_out + excluded.bytes_out,"
                        + " estimated_in = estimated_in + excluded.estimated_in,"
                        + " estimated_out = estimated_out + excluded.estimated_out",
                block.id(),
                block.summed().end(),
                end);
        database.update("UPDATE blocks SET totals = ? WHERE id = ?", end, block.id());
    }

    public void remove(Block block) throws StoreException {
        database.update("DELETE FROM app_totals WHERE block = ?", block.id());
        database.update("UPDATE blocks SET totals = 0 WHERE id = ?", block.id());
    }
}
