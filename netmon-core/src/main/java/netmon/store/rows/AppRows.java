package netmon.store.rows;

import java.util.List;
import netmon.model.AppTraffic;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Writes what applications moved, and beside it which part of that is estimated. */
public final class AppRows {
    private final Database database;
    private final RowIds ids;

    public AppRows(Database database, RowIds ids) {
        this.database = database;
        this.ids = ids;
    }

    public void write(long at, List<AppTraffic> apps) throws StoreException {
        for (AppTraffic each : apps) {
            if (!each.traffic().isNone()) {
                write(ids.take(), at, each);
            }
        }
    }

    private void write(long id, long at, AppTraffic each) throws StoreException {
        database.update(
                "INSERT INTO app_traffic_logs (id, timestamp, app_name, bytes_in, bytes_out) VALUES (?, ?, ?, ?, ?)",
                id,
                at,
                each.app(),
                each.traffic().received(),
                each.traffic().sent());
        if (!each.estimated().isNone()) {
            database.update(
                    "INSERT INTO app_estimates (id, bytes_in, bytes_out) VALUES (?, ?, ?)",
                    id,
                    each.estimated().received(),
                    each.estimated().sent());
        }
    }
}
