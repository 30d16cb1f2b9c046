package netmon.service.load;

import java.util.concurrent.TimeUnit;

/** How much a sum that only grows has grown within the last minute or so, from readings every few seconds. */
final class RateWindow {
    static final long READ_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int READINGS = 13; // a minute apart are the first and the last

    private final long[] times = new long[READINGS];
    private final long[] sums = new long[READINGS];
    private int count;

    /** Whether it is time for another reading. */
    boolean isDue(long now) {
        return count == 0 || now - times[newest()] >= READ_NANOS;
    }

    void add(long now, long sum) {
        times[count % READINGS] = now;
        sums[count % READINGS] = sum;
        count++;
    }

    /** Whether a whole minute has been seen. */
    boolean isWhole() {
        return count >= READINGS;
    }

    /** Growth for each nanosecond, over the time between the oldest and the newest reading; 0 of a single one. */
    double rate() {
        if (count < 2) {
            return 0;
        }
        int oldest = count < READINGS ? 0 : count % READINGS;
        long nanos = times[newest()] - times[oldest];
        return nanos <= 0 ? 0 : (double) (sums[newest()] - sums[oldest]) / nanos;
    }

    private int newest() {
        return (count - 1) % READINGS;
    }
}
