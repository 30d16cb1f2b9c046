package netmon.store.push;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.PushMark.OpenRows;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.rows.InterfaceRows;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;

/** Sums rows by series, under the names that were written: a later name of an application is another series. */
final class PushRows {
    private static final OpenRows ALL = new OpenRows(0, 0);

    /**
     * The end of the bucket of a row, rounded up to the grid ?3, but not after ?2. It is the same before and after
     * compaction for each multiple of a compacted bucket.
     */
    private static final String END = "min(?2, (t.timestamp + CASE"
            + " b.tier + (t.timestamp < b.compacted_to AND b.tier < 3) WHEN 0 THEN 1 WHEN 1 THEN 60 WHEN 2 THEN 900"
            + " ELSE 3600 END + ?3 - 1) / ?3 * ?3)";

    private static final String WHERE =
            " WHERE b.earliest < ?2 AND b.latest >= ?1 AND t.timestamp >= ?1 AND t.timestamp < ?2 AND ";

    private static final String APPS = "SELECT t.app_name, " + END + " AS ended, sum(t.bytes_in), sum(t.bytes_out),"
            + " sum(e.bytes_in), sum(e.bytes_out) FROM blocks b CROSS JOIN app_traffic_logs t"
            + " ON t.id >= max(b.first_app_row, ?4) AND t.id < b.end_app_row"
            + " LEFT JOIN app_estimates e ON e.id = t.id AND " + SoundRows.amounts("e.")
            + WHERE + SoundRows.of(LoggedTable.APPS, "t.") + " GROUP BY t.app_name, ended";

    private static final String INTERFACES = "SELECT t.interface, " + END + " AS ended, sum(t.bytes_in),"
            + " sum(t.bytes_out) FROM blocks b CROSS JOIN " + InterfaceRows.WITH_STATUS + " t"
            + " ON t.id >= max(b.first_interface_row, ?4) AND t.id < b.end_interface_row"
            + WHERE + SoundRows.of(LoggedTable.INTERFACES, "t.") + " AND t.counted GROUP BY t.interface, ended";

    /** The bytes of a series in the bucket that ends at a moment. */
    record SeriesStep(SeriesKey key, long end, Traffic bytes) {
        SeriesStep named(String name) {
            return new SeriesStep(key.named(name), end, bytes);
        }
    }

    private final Database database;

    PushRows(Database database) {
        this.database = database;
    }

    /** The first second with a row, roughly; {@code otherwise} if there is none. */
    long first(long otherwise) throws StoreException {
        Long first = database.numberOrNull("SELECT min(earliest) FROM blocks HAVING count(*) > 0");
        return first == null ? otherwise : Math.max(0, first);
    }

    /**
     * The first rows of the blocks that are still being written, or that reach beyond a moment: compaction may move the
     * rows after it to the start of a bucket that is before it.
     */
    OpenRows open(long horizon) throws StoreException {
        return database.only(
                row -> new OpenRows(row.getLong(1), row.getLong(2)),
                "SELECT coalesce(min(first_app_row), (SELECT coalesce(max(id), 0) + 1 FROM app_traffic_logs)),"
                        + " coalesce(min(first_interface_row), (SELECT coalesce(max(id), 0) + 1 FROM traffic_logs))"
                        + " FROM blocks WHERE end_app_row = ? OR latest >= ?",
                Long.MAX_VALUE,
                horizon);
    }

    /** Whether an application of this name has rows before a moment. */
    boolean isKnown(String app, long before) throws StoreException {
        return database.number(
                        "SELECT EXISTS (SELECT 1 FROM app_totals WHERE app_name = ?1)"
                                + " OR EXISTS (SELECT 1 FROM app_traffic_logs WHERE app_name = ?1 AND timestamp < ?2)",
                        app,
                        before)
                > 0;
    }

    List<SeriesStep> steps(long from, long to, long grid) throws StoreException {
        return steps(ALL, from, to, grid);
    }

    /** The sums of all rows before a moment. */
    Map<SeriesKey, Traffic> sums(long to) throws StoreException {
        return sums(ALL, to);
    }

    /** The sums of the rows with these ids and higher ones, before a moment. */
    Map<SeriesKey, Traffic> sums(OpenRows first, long to) throws StoreException {
        Map<SeriesKey, Traffic> sums = new HashMap<>();
        steps(first, 0, to, SoundRows.LAST_SECOND).forEach(each -> sums.merge(each.key(), each.bytes(), Traffic::plus));
        return sums;
    }

    private List<SeriesStep> steps(OpenRows first, long from, long to, long grid) throws StoreException {
        List<SeriesStep> steps = new ArrayList<>();
        database.query(row -> addApp(steps, row), APPS, from, to, grid, first.firstApp());
        database.query(
                row -> add(steps, SeriesFamily.INTERFACE, row, 3), INTERFACES, from, to, grid, first.firstInterface());
        return steps;
    }

    private static boolean addApp(List<SeriesStep> steps, ResultSet row) throws SQLException {
        return add(steps, SeriesFamily.APP, row, 3) && add(steps, SeriesFamily.ESTIMATED, row, 5);
    }

    private static boolean add(List<SeriesStep> steps, SeriesFamily family, ResultSet row, int column)
            throws SQLException {
        Traffic bytes = LoggedRow.traffic(row, column);
        if (!bytes.isNone()) {
            steps.add(new SeriesStep(new SeriesKey(family, row.getString(1)), row.getLong(2), bytes));
        }
        return true;
    }
}
