package netmon.store.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;
import netmon.model.SeriesKey;
import netmon.model.Traffic;

/** An engine as strict as Prometheus: a point never changes its value, and a total never falls. */
final class StrictEngine {
    private final Map<SeriesKey, TreeMap<Long, Traffic>> series = new HashMap<>();

    StrictEngine copy() {
        StrictEngine copy = new StrictEngine();
        series.forEach((key, points) -> copy.series.put(key, new TreeMap<>(points)));
        return copy;
    }

    void accept(PushSlice slice) {
        for (SeriesPoints each : slice.series()) {
            TreeMap<Long, Traffic> points = series.computeIfAbsent(each.key(), key -> new TreeMap<>());
            for (TotalPoint point : each.points()) {
                Traffic old = points.put(point.at(), point.total());
                assertTrue(
                        old == null || old.equals(point.total()),
                        () -> each.key() + " at " + point.at() + " was " + old + " and became " + point.total());
            }
        }
    }

    void requireMonotonic() {
        series.forEach((key, points) -> {
            Traffic last = Traffic.NONE;
            for (Traffic each : points.values()) {
                assertEquals(Traffic.NONE, last.since(each), key + " fell");
                last = each;
            }
        });
    }

    /** The last value of each series. */
    Map<SeriesKey, Traffic> totals() {
        Map<SeriesKey, Traffic> totals = new HashMap<>();
        series.forEach((key, points) -> totals.put(key, points.lastEntry().getValue()));
        return totals;
    }

    /** The points of an application. */
    NavigableMap<Long, Traffic> app(String name) {
        return series.getOrDefault(SeriesKey.app(name), new TreeMap<>());
    }
}
