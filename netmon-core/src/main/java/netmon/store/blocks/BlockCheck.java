package netmon.store.blocks;

import java.util.List;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking one block.
 *
 * @param buckets the number of compared buckets
 * @param mismatch the first bucket with different sums; null if all agree
 * @param damage what is wrong with the stored sums of the block; null if nothing is
 */
public record BlockCheck(
        long buckets, @Nullable Mismatch mismatch, @Nullable String damage) {
    /** A bucket with different sums: its first second, and the bytes of applications and of counted interfaces. */
    public record Mismatch(long at, Traffic apps, Traffic interfaces) {}

    /** The number of buckets, and the first one with different sums. It sums each side first, which leaves few rows. */
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

    /** The number of applications with wrong sums in app_totals, or without a row there, or with a row too many. */
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

    /** The blocks in which the sums must agree, in the order of time. */
    public static List<Block> blocks(Database database) throws StoreException {
        return Block.where(database, "valid ORDER BY earliest, id");
    }

    public static BlockCheck of(Database database, Block block) throws StoreException {
        record Compared(long buckets, @Nullable Long firstMismatch) {}
        IdRange apps = block.rows(LoggedTable.APPS);
        IdRange interfaces = block.rows(LoggedTable.INTERFACES);
        Compared compared = database.query(
                        row -> {
                            long buckets = row.getLong(1);
                            long at = row.getLong(2);
                            return new Compared(buckets, row.wasNull() ? null : at);
                        },
                        BUCKETS,
                        apps.first(),
                        apps.end(),
                        interfaces.first(),
                        interfaces.end())
                .get(0);
        Long at = compared.firstMismatch();
        Mismatch mismatch = at == null
                ? null
                : new Mismatch(
                        at,
                        sum(database, "app_traffic_logs", apps, at),
                        sum(database, "counted_traffic", interfaces, at));
        String damage = totalsHold(database, block) ? null : "app_totals differ from the rows of block " + block.id();
        return new BlockCheck(compared.buckets(), mismatch, damage);
    }

    private static Traffic sum(Database database, String table, IdRange rows, long at) throws StoreException {
        return database.query(
                        row -> LoggedRow.traffic(row, 1),
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
