package netmon.cli.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.cli.text.Accuracy;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;

/**
 * The bytes of each application and interface since midnight.
 *
 * @param apps by name
 * @param interfaces by name
 */
record TodayAmounts(Map<String, DayAmount> apps, Map<String, DayAmount> interfaces) {
    static final TodayAmounts NONE = new TodayAmounts(Map.of(), Map.of());

    /**
     * The bytes of one row.
     *
     * @param estimated whether most of them are estimated
     */
    record DayAmount(long bytes, boolean estimated) {
        static final DayAmount NOTHING = new DayAmount(0, false);
    }

    static TodayAmounts of(List<AppTraffic> apps, List<InterfaceTotal> interfaces) {
        Map<String, DayAmount> byApp = new HashMap<>();
        for (AppTraffic each : apps) {
            long bytes = each.traffic().total();
            byApp.put(
                    each.app(),
                    new DayAmount(bytes, Accuracy.isMostly(each.estimated().total(), bytes)));
        }
        Map<String, DayAmount> byInterface = new HashMap<>();
        for (InterfaceTotal each : interfaces) {
            long bytes = each.counted().plus(each.uncounted()).total();
            byInterface.put(each.name(), new DayAmount(bytes, false));
        }
        return new TodayAmounts(byApp, byInterface);
    }

    DayAmount of(View view, String name) {
        Map<String, DayAmount> amounts = view == View.INTERFACES ? interfaces : apps;
        return amounts.getOrDefault(name, DayAmount.NOTHING);
    }

    /** The sum of all applications, which is that of the interfaces that count. */
    DayAmount total() {
        return new DayAmount(apps.values().stream().mapToLong(DayAmount::bytes).sum(), false);
    }
}
