package netmon.store;

import java.util.List;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.Verification.Difference;
import netmon.store.blocks.Block;
import netmon.store.rows.IdRange;
import netmon.store.rows.InterfaceRows;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Compares the sums of a block. */
final class BlockCheck {
    /** The number of buckets, and the first one with different sums. It sums each side first, which leaves few rows. */
    private static final String BUCKETS = """
            WITH sides (timestamp, app_in, app_out, interface_in, interface_out) AS (
                   SELECT timestamp, sum(bytes_in), sum(bytes_out), 0, 0
                     FROM app_traffic_logs WHERE id >= ? AND id < ? AND APPS GROUP BY timestamp
                   UNION ALL
                   SELECT timestamp, 0, 0, sum(bytes_in), sum(bytes_out)
                     FROM STATUS WHERE counted AND id >= ? AND id < ? AND INTERFACES GROUP BY timestamp),
                 buckets AS (
                   SELECT timestamp, sum(app_in) AS app_in, sum(app_out) AS app_out,
                          sum(interface_in) AS interface_in, sum(interface_out) AS interface_out
                     FROM sides GROUP BY timestamp)
            SELECT count(*), min(iif(app_in = interface_in AND app_out = interface_out, NULL, timestamp)) FROM buckets
            """.replace("APPS", SoundRows.of(LoggedTable.APPS, ""))
            .replace("STATUS", InterfaceRows.WITH_STATUS)
            .replace("INTERFACES", SoundRows.of(LoggedTable.INTERFACES, ""));

    /** The number of applications with wrong sums in app_totals, or without a row there, or with a row too many. */
    private static final String WRONG_TOTALS = """
            WITH sums (app_name, bytes_in, bytes_out, estimated_in, estimated_out, lines) AS (
                   SELECT app_name, sum(a.bytes_in), sum(a.bytes_out),
                          coalesce(sum(e.bytes_in), 0), coalesce(sum(e.bytes_out), 0), 1
                     FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id AND ESTIMATES
                    WHERE a.id >= ? AND a.id < ? AND ROWS GROUP BY app_name
                   UNION ALL
                   SELECT app_name, -bytes_in, -bytes_out, -estimated_in, -estimated_out, -1
                     FROM app_totals WHERE block = ? AND TOTALS)
            SELECT count(*) FROM (
                   SELECT 1 FROM sums GROUP BY app_name
                   HAVING sum(bytes_in) <> 0 OR sum(bytes_out) <> 0
                       OR sum(estimated_in) <> 0 OR sum(estimated_out) <> 0 OR sum(lines) <> 0)
            """.replace("ESTIMATES", SoundRows.amounts("e."))
            .replace("ROWS", SoundRows.of(LoggedTable.APPS, "a."))
            .replace("TOTALS", SoundRows.totals());

    private static final String COUNTED = "(SELECT * FROM " + InterfaceRows.WITH_STATUS + " WHERE counted)";

    private BlockCheck() {}

    /** The blocks in which the sums must agree, in the order of time. */
    static List<Block> blocks(Database database) throws StoreException {
        return Block.where(database, "valid ORDER BY earliest, id");
    }

    /** The result for one block of a database with this schema. */
    static Verification of(Database database, int schema, Block block) throws StoreException {
        record Compared(long buckets, @Nullable Long firstMismatch) {}
        IdRange apps = block.rows(LoggedTable.APPS);
        IdRange interfaces = block.rows(LoggedTable.INTERFACES);
        Compared compared = database.only(
                row -> new Compared(row.getLong(1), row.getObject(2) == null ? null : (Long) row.getLong(2)),
                BUCKETS,
                apps.first(),
                apps.end(),
                interfaces.first(),
                interfaces.end());
        Long at = compared.firstMismatch();
        Traffic ofApps = at == null ? Traffic.NONE : sum(database, "app_traffic_logs", LoggedTable.APPS, apps, at);
        Traffic ofInterfaces =
                at == null ? Traffic.NONE : sum(database, COUNTED, LoggedTable.INTERFACES, interfaces, at);
        Difference difference = at == null ? null : new Difference(at, ofApps, ofInterfaces);
        String damage = totalsHold(database, block) ? null : "app_totals differ from the rows of block " + block.id();
        return new Verification(schema, compared.buckets(), difference, damage);
    }

    private static Traffic sum(Database database, String from, LoggedTable table, IdRange rows, long at)
            throws StoreException {
        String sql = "SELECT sum(bytes_in), sum(bytes_out) FROM " + from
                + " WHERE id >= ? AND id < ? AND timestamp = ? AND " + SoundRows.of(table, "");
        return database.only(row -> LoggedRow.traffic(row, 1), sql, rows.first(), rows.end(), at);
    }

    private static boolean totalsHold(Database database, Block block) throws StoreException {
        IdRange summed = block.summed();
        return summed.isEmpty() || database.number(WRONG_TOTALS, summed.first(), summed.end(), block.id()) == 0;
    }
}
