package netmon.store.blocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.rows.AppAliases;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;

/** Sums the bytes of each application under its present name, Unattributed included. */
public final class AppSums {
    /**
     * The sums from ?1 until before ?2: the stored sums of blocks that lie wholly in that time, and the other rows.
     * CROSS fixes the order of the joins. Grouping each part before the union saves a fifth of the time.
     */
    private static final String PERIOD =
            """
            SELECT app_name, sum(bytes_in), sum(bytes_out), sum(estimated_in), sum(estimated_out) FROM (
              SELECT app_name, sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out,
                     sum(estimated_in) AS estimated_in, sum(estimated_out) AS estimated_out
                FROM blocks b CROSS JOIN app_totals ON block = b.id
               WHERE totals > first_app_row AND latest >= ?1 AND latest < ?2 AND earliest >= ?1
               GROUP BY app_name
              UNION ALL
              SELECT app_name, sum(a.bytes_in), sum(a.bytes_out), sum(e.bytes_in), sum(e.bytes_out)
                FROM blocks b CROSS JOIN app_traffic_logs a
                     ON a.id >= iif(latest < ?2 AND earliest >= ?1, max(first_app_row, totals), first_app_row)
                    AND a.id < end_app_row
                LEFT JOIN app_estimates e ON e.id = a.id AND ESTIMATES
               WHERE latest >= ?1 AND earliest < ?2 AND timestamp >= ?1 AND timestamp < ?2 AND ROWS
               GROUP BY app_name)
             GROUP BY app_name
            """.replace("ESTIMATES", SoundRows.amounts("e.")).replace("ROWS", SoundRows.of(LoggedTable.APPS, "a."));

    /** The same without stored sums. */
    private static final String PERIOD_OF_ROWS =
            PERIOD.replace("totals > first_app_row", "FALSE").replace("max(first_app_row, totals)", "first_app_row");

    /** The number of stored sums that netmon cannot have written, among those that {@link #PERIOD} would use. */
    private static final String WILD_TOTALS =
            "SELECT count(*) FROM blocks b CROSS JOIN app_totals ON block = b.id WHERE totals > first_app_row"
                    + " AND latest >= ?1 AND latest < ?2 AND earliest >= ?1 AND (" + SoundRows.totals()
                    + ") IS NOT TRUE";

    private static final String ROWS = "SELECT app_name, sum(bytes_in), sum(bytes_out), 0, 0 FROM app_traffic_logs"
            + " WHERE id >= ? AND id < ? AND timestamp >= ? AND timestamp < ?"
            + " AND " + SoundRows.of(LoggedTable.APPS, "") + " GROUP BY app_name";

    private final Database database;
    private final AppAliases aliases;

    public AppSums(Database database) {
        this.database = database;
        this.aliases = new AppAliases(database);
    }

    public List<AppTraffic> in(Period period) throws StoreException {
        // A sum that another program has changed would hide the rows of its block.
        boolean wild = database.number(WILD_TOTALS, period.from(), period.to()) > 0;
        return underPresentNames(
                database.query(AppSums::app, wild ? PERIOD_OF_ROWS : PERIOD, period.from(), period.to()));
    }

    /** The sums of some rows as far as they are in the period, without their estimated parts. */
    public List<AppTraffic> in(Period period, IdRange rows) throws StoreException {
        return underPresentNames(
                database.query(AppSums::app, ROWS, rows.first(), rows.end(), period.from(), period.to()));
    }

    private List<AppTraffic> underPresentNames(List<AppTraffic> sums) throws StoreException {
        Map<String, String> present = aliases.all();
        if (present.isEmpty()) {
            return sums;
        }
        Map<String, AppTraffic> byName = new LinkedHashMap<>();
        for (AppTraffic each : sums) {
            String name = present.getOrDefault(each.app(), each.app());
            byName.merge(name, new AppTraffic(name, each.traffic(), each.estimated()), AppTraffic::plus);
        }
        return List.copyOf(byName.values());
    }

    public long end() throws StoreException {
        return 1 + database.number("SELECT min(max(id), " + (Long.MAX_VALUE - 1) + ") FROM app_traffic_logs");
    }

    private static AppTraffic app(ResultSet row) throws SQLException {
        Traffic all = LoggedRow.traffic(row, 2);
        // Somebody may have changed rows by hand, so that more is estimated than moved.
        return new AppTraffic(row.getString(1), all, LoggedRow.traffic(row, 4).atMost(all));
    }
}
