package netmon.store.blocks;

import java.util.List;
import java.util.Map;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.WrittenRow;
import netmon.store.rows.AppAliases;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;

/** Sums the bytes of applications by quarters of an hour; of older rows, which are hours, by these. */
public final class AppQuarters {
    private static final String ROWS = " sum(a.bytes_in), sum(a.bytes_out) FROM blocks b CROSS JOIN app_traffic_logs a"
            + " ON a.id >= first_app_row AND a.id < end_app_row WHERE latest >= ?1 AND earliest < ?2"
            + " AND timestamp >= ?1 AND timestamp < ?2 AND " + SoundRows.of(LoggedTable.APPS, "a.") + " GROUP BY 1, 2";

    private static final String QUARTER = "SELECT timestamp / 900 * 900, ";

    private final Database database;

    public AppQuarters(Database database) {
        this.database = database;
    }

    /** A row for each quarter and application, Unattributed included. */
    public List<WrittenRow> byApp(Period period) throws StoreException {
        Map<String, String> present = new AppAliases(database).all();
        return read(QUARTER + "app_name," + ROWS, period).stream()
                .map(each -> new WrittenRow(
                        each.id(),
                        each.at(),
                        present.getOrDefault(each.name(), each.name()),
                        each.traffic(),
                        each.counted()))
                .toList();
    }

    /** A row for each quarter, without a name. */
    public List<WrittenRow> totals(Period period) throws StoreException {
        return read(QUARTER + "''," + ROWS, period);
    }

    private List<WrittenRow> read(String sql, Period period) throws StoreException {
        return database.query(
                row -> new WrittenRow(0, row.getLong(1), row.getString(2), LoggedRow.traffic(row, 3), true),
                sql,
                period.from(),
                period.to());
    }
}
