package netmon.store.rows;

import netmon.model.AppTraffic;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Writes the bytes of applications, with the estimated part of them. */
public final class AppRows implements SampleRows {
    private final LoggedRows rows;
    private final RowIds ids;

    public AppRows(Database database) throws StoreException {
        this.rows = new LoggedRows(database, LoggedTable.APPS);
        this.ids = new RowIds(database, LoggedTable.APPS);
    }

    public RowIds ids() {
        return ids;
    }

    @Override
    public void reload() throws StoreException {
        ids.reload();
    }

    @Override
    public void write(Sample sample) throws StoreException {
        for (AppTraffic each : sample.apps()) {
            if (!each.traffic().isNone()) {
                rows.insert(LoggedRow.of(ids.take(), sample.at(), each.app(), each.traffic(), each.estimated()));
            }
        }
    }
}
