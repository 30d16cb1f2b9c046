package netmon.store.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import netmon.model.PushSlice;
import netmon.model.PushSlice.SeriesPoints;
import netmon.model.PushSlice.TotalPoint;
import netmon.model.SeriesKey;
import netmon.model.SeriesTotal;
import netmon.model.Traffic;
import netmon.store.push.PushRows.SeriesStep;
import netmon.store.push.SliceTimes.Span;

/** The totals of all series while a push walks through time, and the points that follow from their growth. */
final class SeriesTrack {
    private final Map<SeriesKey, SeriesTotal> totals = new HashMap<>();

    SeriesTrack(Map<SeriesKey, SeriesTotal> start) {
        totals.putAll(start);
    }

    Set<SeriesKey> keys() {
        return totals.keySet();
    }

    Traffic total(SeriesKey key) {
        return last(key).total();
    }

    Map<SeriesKey, SeriesTotal> all() {
        return totals;
    }

    private SeriesTotal last(SeriesKey key) {
        return totals.getOrDefault(key, new SeriesTotal(key, 0, Traffic.NONE, Traffic.NONE));
    }

    /**
     * Adds the steps of a slice and returns its points: the total at the end of each bucket with bytes, and before the
     * first of them the total at the start of the slice, unless the engine has it.
     *
     * @param jumping series that get no point at the start, because they may have another value there
     */
    PushSlice add(Span span, List<SeriesStep> steps, Set<SeriesKey> jumping) {
        Map<SeriesKey, TreeMap<Long, Traffic>> growth = new TreeMap<>(SeriesTrack::compare);
        for (SeriesStep each : steps) {
            growth.computeIfAbsent(each.key(), key -> new TreeMap<>()).merge(each.end(), each.bytes(), Traffic::plus);
        }
        List<SeriesPoints> series = new ArrayList<>();
        growth.forEach((key, ends) -> series.add(points(key, span.from(), ends, !jumping.contains(key))));
        return new PushSlice(span.from(), span.to(), series);
    }

    private SeriesPoints points(SeriesKey key, long from, NavigableMap<Long, Traffic> ends, boolean hasStart) {
        SeriesTotal last = last(key);
        Traffic total = last.total();
        List<TotalPoint> points = new ArrayList<>();
        if (hasStart && last.at() != from && ends.firstKey() > from) {
            points.add(new TotalPoint(from, total));
        }
        for (Map.Entry<Long, Traffic> each : ends.entrySet()) {
            total = total.plus(each.getValue());
            points.add(new TotalPoint(each.getKey(), total));
        }
        totals.put(key, new SeriesTotal(key, ends.lastKey(), total, last.seen()));
        return new SeriesPoints(key, points);
    }

    /** Adds a point with the present total of these series, unless they have one at that moment. */
    PushSlice repeat(PushSlice slice, Set<SeriesKey> wanted) {
        List<SeriesPoints> series = new ArrayList<>();
        for (SeriesKey key : wanted) {
            SeriesTotal last = last(key);
            if (last.at() != slice.to()) {
                series.add(new SeriesPoints(key, List.of(new TotalPoint(slice.to(), last.total()))));
                totals.put(key, new SeriesTotal(key, slice.to(), last.total(), last.seen()));
            }
        }
        return slice.plus(new PushSlice(slice.to(), slice.to(), series));
    }

    private static int compare(SeriesKey one, SeriesKey other) {
        int byFamily = one.family().compareTo(other.family());
        return byFamily != 0 ? byFamily : one.name().compareTo(other.name());
    }
}
