package netmon.store.blocks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.StoreException;
import netmon.store.rows.AppAliases;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;

/** Finds when each application first moved bytes, from the stored sums, and from the rows that are not summed yet. */
public final class FirstSights {
    private static final String SUMMED = "SELECT app_name, min(block) FROM app_totals GROUP BY app_name";

    private static final String ROWS = "SELECT app_name, min(timestamp) FROM blocks b CROSS JOIN app_traffic_logs a"
            + " ON a.id >= max(first_app_row, totals) AND a.id < end_app_row WHERE "
            + SoundRows.of(LoggedTable.APPS, "a.")
            + " GROUP BY app_name";

    private static final String IN_BLOCK = "SELECT min(timestamp) FROM app_traffic_logs WHERE id >= ? AND id < ?"
            + " AND app_name = ? AND " + SoundRows.of(LoggedTable.APPS, "") + " HAVING count(*) > 0";

    private final Database database;

    public FirstSights(Database database) {
        this.database = database;
    }

    /** The first timestamp by present name, of the applications whose first block ends after a moment. */
    public Map<String, Long> since(long moment) throws StoreException {
        Map<String, Long> first = new HashMap<>();
        Map<String, String> present = new AppAliases(database).all();
        database.query(row -> first.put(row.getString(1), row.getLong(2)), ROWS);
        Map<String, Long> blocks = new HashMap<>();
        database.query(row -> blocks.put(row.getString(1), row.getLong(2)), SUMMED);
        for (Map.Entry<String, Long> each : blocks.entrySet()) {
            first.merge(each.getKey(), inBlock(each.getKey(), each.getValue(), moment), Math::min);
        }
        Map<String, Long> named = new HashMap<>();
        first.forEach((name, at) -> named.merge(present.getOrDefault(name, name), at, Math::min));
        named.values().removeIf(at -> at < moment);
        return named;
    }

    /** The exact time is not read of a block before the moment. */
    private long inBlock(String app, long id, long moment) throws StoreException {
        List<Block> found = Block.where(database, "id = ?", id);
        if (found.isEmpty()) {
            return Long.MAX_VALUE;
        }
        Block block = found.get(0);
        if (block.latest() < moment) {
            return block.earliest();
        }
        Long at = database.numberOrNull(
                IN_BLOCK,
                block.rows(LoggedTable.APPS).first(),
                block.rows(LoggedTable.APPS).end(),
                app);
        return at == null ? block.earliest() : at;
    }
}
