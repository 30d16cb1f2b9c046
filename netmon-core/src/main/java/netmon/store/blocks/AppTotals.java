package netmon.store.blocks;

import java.util.List;
import netmon.model.StoreException;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;

/** Maintains app_totals, the sums of a block by application, so that a report of a day need not read all its rows. */
public final class AppTotals {
    /** Rows of the open block to sum together: five minutes of a busy machine, read in a millisecond. */
    private static final long ROWS_TO_SUM = 2_000;

    private final Database database;

    public AppTotals(Database database) {
        this.database = database;
    }

    /**
     * Sums rows of one block if some are due; returns whether it did. In the middle of its compaction a block without
     * sums is left out, because names may still become {@code Other applications}.
     */
    public boolean step() throws StoreException {
        List<Block> closed = Block.where(
                database,
                "totals < end_app_row AND end_app_row < " + Long.MAX_VALUE
                        + " AND compacted_to <= earliest ORDER BY id LIMIT 1");
        if (!closed.isEmpty()) {
            return write(closed.get(0), closed.get(0).rows(LoggedTable.APPS).end());
        }
        // The block that is being written: a report of today would mostly read its rows.
        long end = new AppSums(database).end();
        List<Block> open = Block.where(
                database, "end_app_row = ? AND max(totals, first_app_row) <= ?", Long.MAX_VALUE, end - ROWS_TO_SUM);
        return !open.isEmpty() && write(open.get(0), end);
    }

    private boolean write(Block block, long end) throws StoreException {
        database.transaction(() -> add(block, end));
        return true;
    }

    /** Adds the rows of a block that are not in its sums yet and have ids below {@code end}. */
    private void add(Block block, long end) throws StoreException {
        if (block.summed().isEmpty()) {
            remove(block); // invalid sums may be left
        }
        database.update(
                "INSERT INTO app_totals SELECT ?, app_name, sum(a.bytes_in), sum(a.bytes_out),"
                        + " coalesce(sum(e.bytes_in), 0), coalesce(sum(e.bytes_out), 0)"
                        + " FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id AND "
                        + SoundRows.amounts("e.") + " WHERE a.id >= ? AND a.id < ? AND "
                        + SoundRows.of(LoggedTable.APPS, "a.") + " GROUP BY app_name"
                        + " ON CONFLICT DO UPDATE SET bytes_in = bytes_in + excluded.bytes_in,"
                        + " bytes_out = bytes_out + excluded.bytes_out,"
                        + " estimated_in = estimated_in + excluded.estimated_in,"
                        + " estimated_out = estimated_out + excluded.estimated_out",
                block.id(),
                block.summed().end(),
                end);
        database.update("UPDATE blocks SET totals = ? WHERE id = ?", end, block.id());
    }

    /** Removes the sums of a block; a later step sums its rows again. */
    public void remove(Block block) throws StoreException {
        database.update("DELETE FROM app_totals WHERE block = ?", block.id());
        database.update("UPDATE blocks SET totals = 0 WHERE id = ?", block.id());
    }
}
