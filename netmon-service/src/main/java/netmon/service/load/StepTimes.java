package netmon.service.load;

import java.util.concurrent.TimeUnit;
import netmon.protocol.ServiceLoad;
import org.jspecify.annotations.Nullable;

/** The durations of the steps since the start, to the millisecond and in fixed memory. */
final class StepTimes {
    /** A longer step delays the other work of its thread. */
    private static final int LONG_MILLIS = 50;

    /** A longer step is counted as this long. */
    private static final int MOST_MILLIS = 10_000;

    private final int[] counts = new int[MOST_MILLIS + 1];
    private long steps;
    private long longSteps;
    private long most;
    private long sum;

    void add(long nanos) {
        counts[(int) Math.min(MOST_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos))]++;
        steps++;
        longSteps += nanos > TimeUnit.MILLISECONDS.toNanos(LONG_MILLIS) ? 1 : 0;
        most = Math.max(most, nanos);
        sum += nanos;
    }

    /** The sum of all durations, nanoseconds. */
    long sum() {
        return sum;
    }

    /** The report for {@code netmon status}; null without steps. The 99th percentile is rounded up. */
    ServiceLoad.@Nullable CompactionLoad report() {
        if (steps == 0) {
            return null;
        }
        long seen = 0;
        int millis = 0;
        while (seen < 0.99 * steps) {
            seen += counts[millis++];
        }
        return new ServiceLoad.CompactionLoad(steps, longSteps, millis, TimeUnit.NANOSECONDS.toMicros(most));
    }
}
