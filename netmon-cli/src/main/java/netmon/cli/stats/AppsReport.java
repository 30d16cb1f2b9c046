package netmon.cli.stats;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.SortOrder;
import netmon.cli.text.Accuracy;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.TrafficReader;

/**
 * What applications moved in a period.
 *
 * @param apps each once, in the order asked for; without Unattributed
 * @param others how many more there are that are not shown one by one
 * @param rest what those moved together
 * @param unattributed what no application is known to own
 * @param total what the counted interfaces moved; of chosen applications, what they moved
 */
public record AppsReport(
        Period period,
        List<AppTraffic> apps,
        int others,
        AppTraffic rest,
        Traffic unattributed,
        Traffic total,
        List<Gap> gaps) {
    private static final AppTraffic NOTHING = new AppTraffic("", Traffic.NONE, Traffic.NONE);

    public AppsReport {
        apps = List.copyOf(apps);
        gaps = List.copyOf(gaps);
    }

    public static AppsReport read(TrafficReader store, Period period) throws StoreException {
        List<AppTraffic> apps = new ArrayList<>();
        Traffic unattributed = Traffic.NONE;
        for (AppTraffic each : store.apps(period)) {
            if (each.app().equals(App.UNATTRIBUTED)) {
                unattributed = each.traffic();
            } else {
                apps.add(each);
            }
        }
        return new AppsReport(period, apps, 0, NOTHING, unattributed, store.counted(period), store.gaps(period));
    }

    /** These applications alone, whatever the case of the letters. */
    AppsReport only(List<String> names) {
        List<AppTraffic> chosen =
                apps.stream().filter(each -> isNamed(each.app(), names)).toList();
        Traffic ownerless = isNamed(App.UNATTRIBUTED, names) ? unattributed : Traffic.NONE;
        return new AppsReport(
                period, chosen, 0, NOTHING, ownerless, sum(chosen).traffic().plus(ownerless), List.of());
    }

    AppsReport sorted(SortOrder order) {
        List<AppTraffic> sorted = new ArrayList<>(apps);
        sorted.sort(order.of(AppTraffic::app, AppTraffic::traffic));
        return new AppsReport(period, sorted, others, rest, unattributed, total, gaps);
    }

    /** The first so many, and the rest together. */
    AppsReport top(int shown) {
        if (apps.size() <= shown) {
            return this;
        }
        List<AppTraffic> hidden = apps.subList(shown, apps.size());
        return new AppsReport(period, apps.subList(0, shown), hidden.size(), sum(hidden), unattributed, total, gaps);
    }

    boolean isEmpty() {
        return apps.isEmpty() && unattributed.isNone();
    }

    /** How much of the bytes is known how well. */
    public Accuracy basis() {
        AppTraffic all = sum(apps).plus(rest);
        long estimated = all.estimated().total();
        return new Accuracy(all.traffic().total() - estimated, estimated, unattributed.total());
    }

    /** What applications and Unattributed have together; other than the total only where not all rows are netmon's. */
    Traffic booked() {
        return sum(apps).plus(rest).traffic().plus(unattributed);
    }

    private static boolean isNamed(String app, List<String> names) {
        return names.stream().anyMatch(app::equalsIgnoreCase);
    }

    private static AppTraffic sum(List<AppTraffic> apps) {
        AppTraffic sum = NOTHING;
        for (AppTraffic each : apps) {
            sum = sum.plus(each);
        }
        return sum;
    }
}
