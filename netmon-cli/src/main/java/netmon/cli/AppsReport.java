package netmon.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.Traffic;
import netmon.store.StoreException;
import netmon.store.TrafficReport;

/**
 * What applications moved in a period.
 *
 * @param apps each once, the largest first; without Unattributed
 * @param unattributed what no application is known to own
 * @param total what the counted interfaces moved
 */
record AppsReport(Period period, List<AppTraffic> apps, Traffic unattributed, Traffic total, List<Gap> gaps) {
    private static final Comparator<AppTraffic> LARGEST_FIRST = (a, b) -> {
        int byTotal = Long.compare(b.traffic().total(), a.traffic().total());
        return byTotal != 0 ? byTotal : a.app().compareTo(b.app());
    };

    static AppsReport read(TrafficReport store, Period period) throws StoreException {
        List<AppTraffic> apps = new ArrayList<>();
        Traffic unattributed = Traffic.NONE;
        for (AppTraffic each : store.apps(period)) {
            if (each.app().equals(App.UNATTRIBUTED)) {
                unattributed = each.traffic();
            } else {
                apps.add(each);
            }
        }
        apps.sort(LARGEST_FIRST);
        return new AppsReport(period, apps, unattributed, store.counted(period), store.gaps(period));
    }

    boolean isEmpty() {
        return apps.isEmpty() && unattributed.isNone();
    }

    /** How much of the bytes is known how well. */
    Basis basis() {
        long measured = 0;
        long estimated = 0;
        for (AppTraffic each : apps) {
            estimated += each.estimated().total();
            measured += each.traffic().total() - each.estimated().total();
        }
        return new Basis(measured, estimated, unattributed.total());
    }

    /** What applications and Unattributed have together; it differs from the total only in rows that are not netmon's. */
    Traffic booked() {
        Traffic sum = unattributed;
        for (AppTraffic each : apps) {
            sum = sum.plus(each.traffic());
        }
        return sum;
    }
}
