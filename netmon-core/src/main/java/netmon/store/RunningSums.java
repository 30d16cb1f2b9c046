package netmon.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.blocks.AppSums;
import netmon.store.rows.BucketBound;
import netmon.store.rows.IdRange;
import netmon.store.sqlite.Database;

/**
 * The bytes of each application in a period that is not over. The first update reads the whole period; each later one
 * reads only the rows written since. Purged rows stay in the sums, so a purge needs a new object.
 */
public final class RunningSums {
    /** More applications than a machine uses in a year, unless a program invents ever new names. */
    static final int MOST_APPS = 20_000;

    private final AppSums rows;
    private final Period period;
    private final Map<String, AppTraffic> sums = new HashMap<>();

    /** The first row that is not in the sums yet; 0 before the first update. */
    private long next;

    RunningSums(Database database, Period period) {
        this.rows = new AppSums(database);
        this.period = period;
    }

    public Period period() {
        return period;
    }

    /** Adds the new rows and returns the sum of each application, Unattributed included, in no particular order. */
    public List<AppTraffic> update() throws StoreException {
        long end = Math.max(next, rows.end());
        List<AppTraffic> added = next == 0 ? rows.in(period) : rows.in(period, new IdRange(next, end));
        added.forEach(each -> sums.merge(each.app(), each, AppTraffic::plus));
        next = end;
        bound(sums, MOST_APPS);
        return List.copyOf(sums.values());
    }

    /** Of too many applications, the smaller ones share a sum, so that the total stays exact. */
    static void bound(Map<String, AppTraffic> sums, int most) {
        if (sums.size() <= most) {
            return;
        }
        List<AppTraffic> largest = new ArrayList<>(sums.values());
        largest.sort(Comparator.comparingLong(each -> -each.traffic().total()));
        for (AppTraffic each : largest.subList(most / 2, largest.size())) {
            if (!each.app().equals(App.UNATTRIBUTED) && !each.app().equals(BucketBound.OTHER_APPLICATIONS)) {
                sums.remove(each.app());
                AppTraffic other = new AppTraffic(BucketBound.OTHER_APPLICATIONS, each.traffic(), each.estimated());
                sums.merge(other.app(), other, AppTraffic::plus);
            }
        }
    }
}
