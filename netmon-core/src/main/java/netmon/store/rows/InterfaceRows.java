package netmon.store.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.sqlite.Database;

/** Writes the bytes of interfaces, and from which row on an interface is counted or no longer counted. */
public final class InterfaceRows implements SampleRows {
    /**
     * The rows of traffic_logs, each with the status of its interface, as the view interface_traffic has them. Somebody
     * may have replaced the view.
     */
    public static final String WITH_STATUS = "(SELECT id, timestamp, interface, bytes_in, bytes_out,"
            + " (SELECT c.counted FROM interface_counting c WHERE c.interface = r.interface AND c.first_row <= r.id"
            + " ORDER BY c.first_row DESC LIMIT 1) AS counted FROM traffic_logs r)";

    private static final String CHANGE =
            "INSERT OR REPLACE INTO interface_counting (interface, first_row, since, counted) VALUES (?, ?, ?, ?)";

    private final Database database;
    private final LoggedRows rows;
    private final RowIds ids;
    private final Map<String, Boolean> counted = new HashMap<>();

    public InterfaceRows(Database database) throws StoreException {
        this.database = database;
        this.rows = new LoggedRows(database, LoggedTable.INTERFACES);
        this.ids = new RowIds(database, LoggedTable.INTERFACES);
        reload();
    }

    public RowIds ids() {
        return ids;
    }

    @Override
    public void reload() throws StoreException {
        ids.reload();
        counted.clear();
        // In this order the last status of each interface replaces the earlier ones.
        database.query(
                row -> counted.put(row.getString(1), row.getBoolean(2)),
                "SELECT interface, counted FROM interface_counting ORDER BY interface, first_row");
    }

    /** Forgets the status of interfaces without any row, if there are many: names that compaction put together. */
    public void forgetUnused() throws StoreException {
        if (counted.size() > BucketBound.MOST_ROWS) {
            database.transaction(() -> database.update(
                    "DELETE FROM interface_counting" + " WHERE interface NOT IN (SELECT interface FROM traffic_logs)"));
            reload();
        }
    }

    @Override
    public void write(Sample sample) throws StoreException {
        List<LoggedRow> moved = new ArrayList<>();
        for (InterfaceTraffic each : sample.delta().interfaces()) {
            if (!each.traffic().isNone()) {
                String group = BucketBound.groupOfInterface(each.name(), each.counted());
                moved.add(LoggedRow.of(sample.at(), each.name(), each.traffic(), Traffic.NONE, group));
            }
        }
        for (LoggedRow each : BucketBound.of(moved)) {
            LoggedRow row = each.withId(ids.take());
            rows.insert(row);
            noteStatus(row, row.group().equals(BucketBound.OTHER_INTERFACES));
        }
    }

    private void noteStatus(LoggedRow row, boolean counts) throws StoreException {
        Boolean before = counted.put(row.name(), counts);
        if (before == null || before != counts) {
            // The first status of an interface holds for all its rows, also for those of the original program.
            long firstRow = before == null ? 0 : row.id();
            database.update(CHANGE, row.name(), firstRow, row.at(), counts ? 1 : 0);
        }
    }
}
