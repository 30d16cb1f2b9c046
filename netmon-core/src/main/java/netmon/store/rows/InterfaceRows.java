package netmon.store.rows;

import java.util.HashMap;
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
            "INSERT INTO interface_counting (interface, first_row, since, counted) VALUES (?, ?, ?, ?)";

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

    @Override
    public void write(Sample sample) throws StoreException {
        for (InterfaceTraffic each : sample.delta().interfaces()) {
            if (!each.traffic().isNone()) {
                write(ids.take(), sample.at(), each);
            }
        }
    }

    private void write(long id, long at, InterfaceTraffic each) throws StoreException {
        rows.insert(LoggedRow.of(id, at, each.name(), each.traffic(), Traffic.NONE));
        Boolean before = counted.put(each.name(), each.counted());
        if (before == null || before != each.counted()) {
            // The first status of an interface holds for all its rows, also for those of the original program.
            long firstRow = before == null ? 0 : id;
            database.update(CHANGE, each.name(), firstRow, at, each.counted() ? 1 : 0);
        }
    }
}
