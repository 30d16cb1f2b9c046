package netmon.store.rows;

import java.util.HashMap;
import java.util.Map;
import netmon.model.Delta;
import netmon.model.InterfaceTraffic;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Writes what interfaces moved, and from which row on their bytes are counted or no longer counted. */
public final class InterfaceRows {
    private final Database database;
    private final RowIds ids;
    private final Map<String, Boolean> counted = new HashMap<>();

    public InterfaceRows(Database database, RowIds ids) throws StoreException {
        this.database = database;
        this.ids = ids;
        reload();
    }

    /** Forgets what was written in a transaction that failed. */
    public void reload() throws StoreException {
        counted.clear();
        // Ordered, so that each interface's last line is the one that stays.
        database.query(
                row -> counted.put(row.getString(1), row.getBoolean(2)),
                "SELECT interface, counted FROM interface_counting ORDER BY interface, first_row");
    }

    public void write(long at, Delta delta) throws StoreException {
        for (InterfaceTraffic each : delta.interfaces()) {
            if (!each.traffic().isNone()) {
                write(ids.take(), at, each);
            }
        }
    }

    private void write(long id, long at, InterfaceTraffic each) throws StoreException {
        database.update(
                "INSERT INTO traffic_logs (id, timestamp, interface, bytes_in, bytes_out) VALUES (?, ?, ?, ?, ?)",
                id,
                at,
                each.name(),
                each.traffic().received(),
                each.traffic().sent());
        Boolean before = counted.put(each.name(), each.counted());
        if (before == null || before != each.counted()) {
            // An interface's first status holds for all its rows, also those of the program before netmon.
            writeStatus(before == null ? 0 : id, at, each);
        }
    }

    private void writeStatus(long firstRow, long at, InterfaceTraffic each) throws StoreException {
        database.update(
                "INSERT INTO interface_counting (interface, first_row, since, counted) VALUES (?, ?, ?, ?)",
                each.name(),
                firstRow,
                at,
                each.counted() ? 1 : 0);
    }
}
