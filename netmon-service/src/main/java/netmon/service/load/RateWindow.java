package netmon.service.load;


import java.util.concurrent.TimeUnit;

/** The growth rate of a sum within about the last minute, from a reading every few seconds. */
final class RateWindow {
    static final long READ_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int READINGS = 13; // the first and the last are a minute apart

    private final long[] times = new long[READINGS];
    private final long[] sums = new long[READINGS];
    private int count;

    /** True if it is time for another reading. */
    boolean isDue(long now) {
        return count == 0 || now - times[newest()] >= READ_NANOS;
    }

    void add(long now, long sum) {
        times[count % READINGS] = now;
        sums[count % READINGS] = sum;
        count++;
    }

    /** True if the readings span a whole minute. */
    boolean isWhole() {
        return count >= READINGS;
    }

    /** The growth per nanosecond between the oldest and the newest reading; 0 with fewer than two readings. */
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
