package netmon.store.compaction;

import java.util.List;
import java.util.Map;
import netmon.model.App;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.blocks.AppTotals;
import netmon.store.blocks.Block;
import netmon.store.blocks.BucketEdges;
import netmon.store.blocks.Tier;
import netmon.store.detail.DetailNames;
import netmon.store.detail.DetailPurge;
import netmon.store.push.PurgedPushes;
import netmon.store.rows.AppAliases;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedRows;
import netmon.store.rows.LoggedTable;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.DatabaseFile;
import org.jspecify.annotations.Nullable;

/** Deletes everything, or the name of one application, before a moment. SQLite overwrites deleted content. */
public final class Purge {
    private static final String NAMES =
            "SELECT DISTINCT app_name FROM app_traffic_logs WHERE id >= ? AND id < ? AND timestamp < ?"
                    + " AND app_name IS NOT NULL";

    private static final String RENAME = "UPDATE app_traffic_logs SET app_name = '" + App.UNATTRIBUTED
            + "' WHERE app_name = ?4 AND id >= ?1 AND id < ?2 AND timestamp < ?3";

    /** A file with more content is not rewritten: this takes a third of a second. */
    private static final long MOST_REWRITTEN_BYTES = 32 << 20;

    private final Database database;
    private final DatabaseFile file;
    private final AppTotals totals;
    private final AppAliases aliases;
    private final DetailPurge detail;
    private final PurgedPushes pushes;

    public Purge(Database database, DatabaseFile file, DetailNames names) {
        this.database = database;
        this.file = file;
        this.totals = new AppTotals(database);
        this.aliases = new AppAliases(database);
        this.detail = new DetailPurge(database, names);
        this.pushes = new PurgedPushes(database);
    }

    /**
     * Purges block by block, each in a transaction of its own: a tick never waits for all. Null means all applications.
     *
     * @return the moment after rounding down to the start of its bucket
     */
    public long before(long moment, @Nullable String app) throws StoreException {
        long edge = new BucketEdges(database).bucketStart(moment);
        database.script("PRAGMA secure_delete = ON");
        for (Block block : Block.where(database, "earliest < ? ORDER BY id", edge)) {
            database.transaction(() -> {
                totals.remove(block); // compaction sums the rest again
                pushes.around(block.rows(LoggedTable.APPS).end(), () -> {
                    if (app == null) {
                        delete(block, edge);
                    } else {
                        rename(block, edge, app);
                    }
                });
            });
        }
        database.transaction(() -> purgeOtherTables(edge, app));
        database.transaction(() -> purgeDetail(edge, app));
        database.script("PRAGMA secure_delete = OFF");
        if (app == null && isQuicklyRewritten()) {
            database.script("VACUUM"); // gives the free pages back to the disk
        }
        file.copyLog("TRUNCATE");
        return edge;
    }

    /** Rewriting the file holds up the ticks; where much is left, its free pages are used for new rows instead. */
    private boolean isQuicklyRewritten() throws StoreException {
        long free = database.number("PRAGMA freelist_count");
        long content = database.number("PRAGMA page_count") - free;
        return free > 0 && content * database.number("PRAGMA page_size") <= MOST_REWRITTEN_BYTES;
    }

    private void delete(Block block, long edge) throws StoreException {
        for (LoggedTable table : LoggedTable.ALL) {
            if (block.isOpen()) {
                skipRows(table, block, edge);
            }
            new LoggedRows(database, table).delete(block.rows(table), "timestamp < ?3", edge);
        }
        if (block.latest() < edge && !block.isOpen()) {
            database.update("DELETE FROM blocks WHERE id = ?", block.id());
        }
    }

    /** If the open block loses all rows, it must start after them: ids are never used again. */
    private void skipRows(LoggedTable table, Block block, long edge) throws StoreException {
        String first = table.firstRow();
        String rows = "FROM " + table.name() + " WHERE id >= " + first;
        database.update(
                "UPDATE blocks SET " + first + " = (SELECT coalesce(max(id) + 1, " + first + ") " + rows + ")"
                        + " WHERE id = ? AND NOT EXISTS (SELECT 1 " + rows + " AND timestamp >= ?)",
                block.id(),
                edge);
    }

    private void rename(Block block, long edge, String app) throws StoreException {
        IdRange rows = block.rows(LoggedTable.APPS);
        LoggedRows apps = new LoggedRows(database, LoggedTable.APPS);
        for (String name : matching(app, NAMES, rows.first(), rows.end(), edge)) {
            apps.deleteEstimates(rows, "timestamp < ?3 AND app_name = ?4", edge, name);
            database.update(RENAME, rows.first(), rows.end(), edge, name);
        }
    }

    private void purgeOtherTables(long edge, @Nullable String app) throws StoreException {
        aliases.forget();
        if (app != null) {
            for (String name : matching(app, "SELECT DISTINCT app_name FROM alert_notices WHERE told < ?", edge)) {
                database.update("DELETE FROM alert_notices WHERE told < ? AND app_name = ?", edge, name);
            }
            return;
        }
        database.update("DELETE FROM gaps WHERE max(started, ended) < ?", edge);
        database.update("DELETE FROM peaks WHERE quarter + ? <= ?", Tier.QUARTERS.seconds(), edge);
        database.update("DELETE FROM alert_notices WHERE told < ?", edge);
        database.update(
                "DELETE FROM network_labels WHERE since < (SELECT max(since) FROM network_labels m"
                        + " WHERE m.interface = network_labels.interface AND m.since <= ?)",
                edge);
    }

    private void purgeDetail(long edge, @Nullable String app) throws StoreException {
        if (app == null) {
            detail.before(edge);
            return;
        }
        Map<String, String> present = aliases.all();
        detail.before(edge, each -> isNamed(each, app) || isNamed(present.getOrDefault(each, each), app));
    }

    /** Deletes all stored detail. */
    public void detail() throws StoreException {
        database.script("PRAGMA secure_delete = ON");
        database.transaction(detail::drop);
        database.script("PRAGMA secure_delete = OFF");
        database.script("VACUUM");
        file.copyLog("TRUNCATE");
    }

    /** The stored names of the application with this printed name in letters of any case. */
    private List<String> matching(String app, String names, Object... values) throws StoreException {
        Map<String, String> present = aliases.all();
        return database.query(row -> row.getString(1), names, values).stream()
                .filter(each -> isNamed(each, app) || isNamed(present.getOrDefault(each, each), app))
                .toList();
    }

    private static boolean isNamed(String stored, String app) {
        return PlainText.of(stored).equalsIgnoreCase(PlainText.of(app));
    }
}
