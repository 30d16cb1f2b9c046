package netmon.store.push;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.SeriesKey;
import netmon.model.SeriesKey.SeriesFamily;
import netmon.model.Traffic;
import netmon.store.rows.BucketBound;

/** Arithmetic over sums by series. */
final class SeriesSums {
    private SeriesSums() {}

    static List<String> largestApps(Map<SeriesKey, Traffic> bytes) {
        return bytes.entrySet().stream()
                .filter(each -> each.getKey().family() == SeriesFamily.APP)
                .sorted(Comparator.comparing((Map.Entry<SeriesKey, Traffic> each) ->
                                each.getValue().total())
                        .reversed()
                        .thenComparing(each -> each.getKey().name()))
                .map(each -> each.getKey().name())
                .toList();
    }

    /** The same bytes by the series that contain them. */
    static Map<SeriesKey, Traffic> bySeries(Map<SeriesKey, Traffic> raw, SeriesNames names) {
        Map<SeriesKey, Traffic> sums = new HashMap<>();
        raw.forEach((key, bytes) -> sums.merge(names.series(key), bytes, Traffic::plus));
        return sums;
    }

    /**
     * The growth of each series since the earlier sums. Where one fell, compaction has moved its bytes to the row of
     * the names beyond the bound of a bucket: they are no growth there.
     */
    static Map<SeriesKey, Traffic> growth(
            Map<SeriesKey, Traffic> before, Map<SeriesKey, Traffic> after, SeriesNames names) {
        Set<SeriesKey> keys = new HashSet<>(before.keySet());
        keys.addAll(after.keySet());
        Map<SeriesKey, Traffic> growth = new HashMap<>();
        Map<SeriesFamily, Traffic> moved = new HashMap<>();
        for (SeriesKey each : keys) {
            Traffic old = before.getOrDefault(each, Traffic.NONE);
            Traffic present = after.getOrDefault(each, Traffic.NONE);
            growth.put(each, present.since(old));
            moved.merge(each.family(), old.since(present), Traffic::plus);
        }
        moved.forEach((family, bytes) ->
                growth.computeIfPresent(group(family, names), (key, grown) -> grown.since(bytes.atMost(grown))));
        growth.values().removeIf(Traffic::isNone);
        return growth;
    }

    private static SeriesKey group(SeriesFamily family, SeriesNames names) {
        return names.series(new SeriesKey(
                family,
                family == SeriesFamily.INTERFACE ? BucketBound.OTHER_INTERFACES : BucketBound.OTHER_APPLICATIONS));
    }
}
