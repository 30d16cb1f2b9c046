package netmon.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/**
 * What applications moved in a period that goes on. Only the first look reads all of the period; each later one reads the
 * rows that were written since. Purged rows stay in the sums, so new ones must be made then.
 */
public final class RunningSums {
    private final Database database;
    private final Period period;
    private final Map<String, AppTraffic> sums = new HashMap<>();

    /** The first row that was not read yet; 0 before the first look. */
    private long next;

    RunningSums(Database database, Period period) {
        this.database = database;
        this.period = period;
    }

    public Period period() {
        return period;
    }

    /** What each application moved so far, Unattributed among them; in no particular order. */
    public List<AppTraffic> look() throws StoreException {
        long end = Math.max(next, database.number("SELECT max(id) FROM app_traffic_logs") + 1);
        List<AppTraffic> news = next == 0 ? all() : since(next, end);
        news.forEach(each -> sums.merge(each.app(), each, AppTraffic::plus));
        next = end;
        return List.copyOf(sums.values());
    }

    private List<AppTraffic> all() throws StoreException {
        return database.query(TrafficReader::app, TrafficReader.APPS, period.from(), period.to());
    }

    private List<AppTraffic> since(long first, long end) throws StoreException {
        return database.query(
                TrafficReader::app,
                "SELECT app_name, sum(bytes_in), sum(bytes_out), 0, 0 FROM app_traffic_logs"
                        + " WHERE id >= ? AND id < ? AND timestamp >= ? AND timestamp < ? GROUP BY app_name",
                first,
                end,
                period.from(),
                period.to());
    }
}
