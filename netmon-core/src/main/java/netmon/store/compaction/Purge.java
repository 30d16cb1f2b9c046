package netmon.store.compaction;

import java.util.List;
import netmon.model.App;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.blocks.AppTotals;
import netmon.store.blocks.Block;
import netmon.store.blocks.BucketEdges;
import netmon.store.blocks.Tier;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.WalCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what was before a moment. Of one application it forgets the name: its bytes become Unattributed, so that the
 * sums still hold. Deleted content is overwritten. Uses the log's connection, from the log's thread.
 */
public final class Purge {
    private static final String NAMES =
            "SELECT DISTINCT app_name FROM app_traffic_logs WHERE id >= ? AND id < ? AND timestamp < ?";

    private final Database database;
    private final WalCheckpoint mainFile;
    private final AppTotals totals;

    public Purge(Database database, WalCheckpoint mainFile) {
        this.database = database;
        this.mainFile = mainFile;
        this.totals = new AppTotals(database);
    }

    /** One transaction for each block, so that a tick need not wait for all of them. */
    public long before(long moment, @Nullable String app) throws StoreException {
        long edge = new BucketEdges(database).bucketStart(moment);
        database.script("PRAGMA secure_delete = ON");
        for (Block block : touched(edge)) {
            database.transaction(() -> purge(block, edge, app));
        }
        database.transaction(() -> purgeBeside(edge, app));
        database.script("PRAGMA secure_delete = OFF");
        mainFile.copyLog("TRUNCATE");
        return edge;
    }

    private List<Block> touched(long edge) throws StoreException {
        return database.query(
                Block::of, "SELECT " + Block.COLUMNS + " FROM blocks WHERE earliest < ? ORDER BY id", edge);
    }

    private void purge(Block block, long edge, @Nullable String app) throws StoreException {
        totals.remove(block); // they are summed up again
        if (app != null) {
            for (String name :
                    named(app, NAMES, block.apps().first(), block.apps().end(), edge)) {
                disown(block, edge, name);
            }
            return;
        }
        database.update(
                "DELETE FROM app_estimates WHERE id >= ?1 AND id < ?2 AND id IN"
                        + " (SELECT id FROM app_traffic_logs WHERE id >= ?1 AND id < ?2 AND timestamp < ?3)",
                block.apps().first(),
                block.apps().end(),
                edge);
        if (block.isOpen()) {
            passOver("first_app_row", "app_traffic_logs", block, edge);
            passOver("first_interface_row", "traffic_logs", block, edge);
        }
        delete("app_traffic_logs", block.apps(), edge);
        delete("traffic_logs", block.interfaces(), edge);
        if (block.latest() < edge && !block.isOpen()) {
            database.update("DELETE FROM blocks WHERE id = ?", block.id());
        }
    }

    /**
     * The block that is being written tells where ids go on. Where none of its rows will be left, they are passed over:
     * ids that were given out are never used again, for an interface's status is tied to them.
     */
    private void passOver(String firstRow, String table, Block block, long edge) throws StoreException {
        String rows = "FROM " + table + " WHERE id >= " + firstRow;
        database.update(
                "UPDATE blocks SET " + firstRow + " = (SELECT coalesce(max(id) + 1, " + firstRow + ") " + rows + ")"
                        + " WHERE id = ? AND NOT EXISTS (SELECT 1 " + rows + " AND timestamp >= ?)",
                block.id(),
                edge);
    }

    private void disown(Block block, long edge, String app) throws StoreException {
        String rows = "app_name = ?4 AND id >= ?1 AND id < ?2 AND timestamp < ?3";
        database.update(
                "DELETE FROM app_estimates WHERE id >= ?1 AND id < ?2 AND id IN"
                        + " (SELECT id FROM app_traffic_logs WHERE " + rows + ")",
                block.apps().first(),
                block.apps().end(),
                edge,
                app);
        database.update(
                "UPDATE app_traffic_logs SET app_name = '" + App.UNATTRIBUTED + "' WHERE " + rows,
                block.apps().first(),
                block.apps().end(),
                edge,
                app);
    }

    private void delete(String table, Block.IdRange rows, long edge) throws StoreException {
        database.update(
                "DELETE FROM " + table + " WHERE id >= ? AND id < ? AND timestamp < ?", rows.first(), rows.end(), edge);
    }

    /** What else tells of that time, and who was told to have exceeded a limit. */
    private void purgeBeside(long edge, @Nullable String app) throws StoreException {
        if (app != null) {
            for (String name : named(app, "SELECT DISTINCT app_name FROM alert_notices WHERE told < ?", edge)) {
                database.update("DELETE FROM alert_notices WHERE told < ? AND app_name = ?", edge, name);
            }
            return;
        }
        database.update("DELETE FROM gaps WHERE max(started, ended) < ?", edge);
        database.update("DELETE FROM peaks WHERE quarter + ? <= ?", Tier.QUARTERS.seconds(), edge);
        database.update("DELETE FROM alert_notices WHERE told < ?", edge);
    }

    /** The names as they are stored that are meant: people type what is printed, in letters of any case. */
    private List<String> named(String app, String names, Object... values) throws StoreException {
        return database.query(row -> row.getString(1), names, values).stream()
                .filter(each -> PlainText.of(each).equalsIgnoreCase(PlainText.of(app)))
                .toList();
    }
}
