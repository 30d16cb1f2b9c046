package netmon.store.push;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a stretch of time into the slices of requests: days, and near the present half hours, since Prometheus
 * refuses a request of which one sample is more than an hour behind the newest one that it has.
 *
 * @param grid the length of a bucket, seconds; a slice ends at a multiple of it
 */
record SliceTimes(long now, long grid) {
    private static final long DAY = 86_400;
    private static final long HALF_HOUR = 1800;
    private static final long RECENT = 6 * HALF_HOUR;

    record Span(long from, long to) {}

    List<Span> between(long from, long to) {
        List<Span> spans = new ArrayList<>();
        for (long at = from; at < to; ) {
            long end = Math.min(to, end(at));
            spans.add(new Span(at, end));
            at = end;
        }
        return spans;
    }

    private long end(long at) {
        long recent = Math.floorDiv(now - RECENT, DAY / 24) * (DAY / 24);
        if (at < recent) {
            return Math.min(recent, next(at, DAY));
        }
        return next(at, Math.max(grid, HALF_HOUR));
    }

    private static long next(long at, long length) {
        return (Math.floorDiv(at, length) + 1) * length;
    }
}
