package netmon.store.blocks;

import java.util.List;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedTable;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one block.
 *
 * @param buckets how many were compared
 * @param mismatch the first one in which applications and counted interfaces moved different amounts; null without
 * @param damage what is wrong with the block's sums; null where nothing is
 */
public record BlockCheck(
        long buckets,
        @Nullable Mismatch mismatch,
        @Nullable String damage) {
    /** A bucket with different sums: its first second, and the bytes of applications and of counted interfaces. */
    public record Mismatch(long at, Traffic apps, Traffic interfaces) {}

    /** How many buckets there are, and the first in which the two differ. Most rows are gone once each side is summed. */
    private static final String BUCKETS = """
            WITH sides (timestamp, app_in, app_out, interface_in, interface_out) AS (
                   SELECT timestamp, sum(bytes_in), sum(bytes_out), 0, 0
                     FROM app_traffic_logs WHERE id >= ? AND id < ? GROUP BY timestamp
                   UNION ALL
                   SELECT timestamp, 0, 0, sum(bytes_in), sum(bytes_out)
                     FROM counted_traffic WHERE id >= ? AND id < ? GROUP BY timestamp),
                 buckets AS (
                   SELECT timestamp, sum(app_in) AS app_in, sum(app_out) AS app_out,
                          sum(interface_in) AS interface_in, sum(interface_out) AS interface_out
                     FROM sides GROUP BY timestamp)
            SELECT count(*), min(iif(app_in = interface_in AND app_out = interface_out, NULL, timestamp)) FROM buckets
            """;

    /** How many applications' rows do not sum up to what app_totals says; each must have a line there, and only those. */
    private static final String WRONG_TOTALS = """
            WITH sums (app_name, bytes_in, bytes_out, estimated_in, estimated_out, lines) AS (
                   SELECT app_name, sum(a.bytes_in), sum(a.bytes_out),
                          coalesce(sum(e.bytes_in), 0), coalesce(sum(e.bytes_out), 0), 1
                     FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id
                    WHERE a.id >= ? AND a.id < ? GROUP BY app_name
                   UNION ALL
                   SELECT app_name, -bytes_in, -bytes_out, -estimated_in, -estimated_out, -1
                     FROM app_totals WHERE block = ?)
            SELECT count(*) FROM (
                   SELECT 1 FROM sums GROUP BY app_name
                   HAVING sum(bytes_in) <> 0 OR sum(bytes_out) <> 0
                       OR sum(estimated_in) <> 0 OR sum(estimated_out) <> 0 OR sum(lines) <> 0)
            """;

    /** Those in which the sums hold, in the order of time. */
    public static List<Block> blocks(Database database) throws StoreException {
        return Block.where(database, "valid ORDER BY earliest, id");
    }

    public static BlockCheck of(Database database, Block block) throws StoreException {
        record Found(long buckets, @Nullable Long at) {}
        IdRange apps = block.rows(LoggedTable.APPS);
        IdRange interfaces = block.rows(LoggedTable.INTERFACES);
        Found found = database.query(
                        row -> {
                            long buckets = row.getLong(1);
                            long at = row.getLong(2);
                            return new Found(buckets, row.wasNull() ? null : at);
                        },
                        BUCKETS,
                        apps.first(),
                        apps.end(),
                        interfaces.first(),
                        interfaces.end())
                .get(0);
        return new BlockCheck(
                found.buckets,
                found.at == null ? null : difference(database, block, found.at),
                totalsHold(database, block) ? null : "app_totals differ from the rows of block " + block.id());
    }

    private static Mismatch difference(Database database, Block block, long at) throws StoreException {
        return new Mismatch(
                at,
                sum(database, "app_traffic_logs", block.rows(LoggedTable.APPS), at),
                sum(database, "counted_traffic", block.rows(LoggedTable.INTERFACES), at));
    }

    private static Traffic sum(Database database, String table, IdRange rows, long at) throws StoreException {
        return database.query(
                        row -> new Traffic(row.getLong(1), row.getLong(2)),
                        "SELECT sum(bytes_in), sum(bytes_out) FROM " + table
                                + " WHERE id >= ? AND id < ? AND timestamp = ?",
                        rows.first(),
                        rows.end(),
                        at)
                .get(0);
    }

    private static boolean totalsHold(Database database, Block block) throws StoreException {
        IdRange summed = block.summed();
        return summed.isEmpty() || database.number(WRONG_TOTALS, summed.first(), summed.end(), block.id()) == 0;
    }
}
