package netmon.store.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.AppTraffic;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Writes the bytes of applications, with the estimated part of them; names beyond the limits become one row. */
public final class AppRows implements SampleRows {
    private final LoggedRows rows;
    private final RowIds ids;
    private final NameBudget names = new NameBudget();

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
        for (LoggedRow each : BucketBound.of(admitted(sample))) {
            rows.insert(each.withId(ids.take()));
        }
    }

    private List<LoggedRow> admitted(Sample sample) {
        Map<String, LoggedRow> byName = new LinkedHashMap<>();
        for (AppTraffic each : sample.apps()) {
            if (!each.traffic().isNone()) {
                LoggedRow row = LoggedRow.of(
                        sample.at(), each.app(), each.traffic(), each.estimated(), BucketBound.OTHER_APPLICATIONS);
                LoggedRow stored = names.admits(row) ? row : row.named(row.group());
                byName.merge(stored.name(), stored, LoggedRow::plus);
            }
        }
        return List.copyOf(byName.values());
    }
}
