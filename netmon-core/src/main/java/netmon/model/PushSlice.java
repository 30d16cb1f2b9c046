package netmon.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The totals of a slice of time, for one request.
 *
 * @param from the epoch second where it starts; a series may have a point there, its value before the slice
 * @param to its end
 */
public record PushSlice(long from, long to, List<SeriesPoints> series) {
    /** A cumulative total at the end of a bucket. */
    public record TotalPoint(long at, Traffic total) {}

    /** The points of a series, in ascending order. */
    public record SeriesPoints(SeriesKey key, List<TotalPoint> points) {
        public SeriesPoints {
            points = List.copyOf(points);
        }
    }

    public PushSlice {
        series = List.copyOf(series);
    }

    /** The number of numbers in it: two for each point. */
    public long samples() {
        return series.stream().mapToLong(each -> 2L * each.points().size()).sum();
    }

    /** What is left of it from a moment on. */
    public PushSlice since(long moment) {
        List<SeriesPoints> left = new ArrayList<>();
        for (SeriesPoints each : series) {
            List<TotalPoint> late =
                    each.points().stream().filter(point -> point.at() >= moment).toList();
            if (!late.isEmpty()) {
                left.add(new SeriesPoints(each.key(), late));
            }
        }
        return new PushSlice(Math.max(from, moment), to, left);
    }

    /** This slice and the following one as one. */
    public PushSlice plus(PushSlice next) {
        Map<SeriesKey, List<TotalPoint>> points = new LinkedHashMap<>();
        for (PushSlice slice : List.of(this, next)) {
            for (SeriesPoints each : slice.series) {
                points.computeIfAbsent(each.key(), key -> new ArrayList<>()).addAll(each.points());
            }
        }
        List<SeriesPoints> joined = new ArrayList<>();
        points.forEach((key, list) -> joined.add(new SeriesPoints(key, list)));
        return new PushSlice(from, next.to, joined);
    }
}
