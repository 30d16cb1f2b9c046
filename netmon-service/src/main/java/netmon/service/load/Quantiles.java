package netmon.service.load;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import netmon.protocol.ServiceLoad;
import org.jspecify.annotations.Nullable;

/** The latest durations in fixed memory: the last ten minutes at a tick a second. */
final class Quantiles {
    private static final int KEPT = 600;

    private final long[] values = new long[KEPT];
    private int count;
    private int next;

    void add(long nanos) {
        values[next] = nanos;
        next = (next + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
    }

    /** The median (the higher one of two) and the longest duration; null without durations. */
    ServiceLoad.@Nullable TimeSpread spread() {
        if (count == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return new ServiceLoad.TimeSpread(
                TimeUnit.NANOSECONDS.toMicros(sorted[count / 2]), TimeUnit.NANOSECONDS.toMicros(sorted[count - 1]));
    }
}
