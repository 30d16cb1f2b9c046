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
import org.jspecify.annotations.Nullable;

/**
 * The bytes of applications in a period.
 *
 * @param apps each once, in the requested order; without Unattributed
 * @param others how many applications {@code --top} leaves out
 * @param rest the bytes of those together
 * @param unattributed the bytes without a known owner
 * @param total the bytes of the counted interfaces; if only some applications were requested, their bytes
 * @param first the first second of the database with data; null if it was not read
 */
record AppsReport(
        Period period,
        List<AppTraffic> apps,
        int others,
        AppTraffic rest,
        Traffic unattributed,
        Traffic total,
        List<Gap> gaps,
        @Nullable Long first) {
    private static final AppTraffic NOTHING = new AppTraffic("", Traffic.NONE, Traffic.NONE);

    AppsReport {
        apps = List.copyOf(apps);
        gaps = List.copyOf(gaps);
    }

    /** @param withFirst whether to read since when there are data */
    static AppsReport read(TrafficReader store, Period period, boolean withFirst) throws StoreException {
        List<AppTraffic> apps = new ArrayList<>();
        Traffic unattributed = Traffic.NONE;
        for (AppTraffic each : store.apps(period)) {
            if (each.app().equals(App.UNATTRIBUTED)) {
                unattributed = each.traffic();
            } else {
                apps.add(each);
            }
        }
        return new AppsReport(
                period,
                apps,
                0,
                NOTHING,
                unattributed,
                store.counted(period),
                store.gaps(period),
                withFirst ? store.firstTimestamp() : null);
    }

    /** Only these applications; upper and lower case are the same. */
    AppsReport only(List<String> names) {
        List<AppTraffic> chosen =
                apps.stream().filter(each -> isNamed(each.app(), names)).toList();
        Traffic ownerless = isNamed(App.UNATTRIBUTED, names) ? unattributed : Traffic.NONE;
        return new AppsReport(
                period, chosen, 0, NOTHING, ownerless, sum(chosen).traffic().plus(ownerless), List.of(), first);
    }

    /** The first applications in an order, and the rest together. */
    AppsReport first(int most, SortOrder order) {
        List<AppTraffic> sorted = new ArrayList<>(apps);
        sorted.sort(order.of(AppTraffic::app, AppTraffic::traffic));
        int shown = Math.min(most, sorted.size());
        List<AppTraffic> hidden = sorted.subList(shown, sorted.size());
        return new AppsReport(
                period, sorted.subList(0, shown), hidden.size(), sum(hidden), unattributed, total, gaps, first);
    }

    boolean isEmpty() {
        return apps.isEmpty() && unattributed.isNone();
    }

    /** Whether a number of a row is mostly estimated. */
    boolean hasMostlyEstimated() {
        for (AppTraffic each : apps) {
            if (isMarked(each)) {
                return true;
            }
        }
        return isMarked(rest);
    }

    private static boolean isMarked(AppTraffic app) {
        return Accuracy.isMostly(app.estimated().received(), app.traffic().received())
                || Accuracy.isMostly(app.estimated().sent(), app.traffic().sent());
    }

    /** How well the bytes are known. */
    Accuracy basis() {
        AppTraffic owned = sum(apps).plus(rest);
        return Accuracy.of(List.of(owned, new AppTraffic(App.UNATTRIBUTED, unattributed, Traffic.NONE)));
    }

    /** The sum of applications and Unattributed. It differs from the total only if another program wrote rows. */
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
