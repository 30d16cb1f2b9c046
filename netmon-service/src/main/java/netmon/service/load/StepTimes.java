package netmon.service.load;


import java.util.concurrent.TimeUnit;

/** The durations of the steps since the start, to the millisecond and in fixed memory. */
final class StepTimes {
    /** A longer step delays the other work of its thread. */
    private static final int LONG_MILLIS = 50;

    /** A longer step is counted as this long. */
    private static final int MOST_MILLIS = 10_000;

    private static final double NEARLY_ALL = 0.99;

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

    long steps() {
        return steps;
    }

    /** The steps that took more than 50 ms. */
    long longSteps() {
        return longSteps;
    }

    /** The sum of all durations, nanoseconds. */
    long sum() {
        return sum;
    }

    /** The longest duration, nanoseconds. */
    long most() {
        return most;
    }

    /** The 99th percentile in milliseconds, rounded up. */
    int nearlyAllMillis() {
        long seen = 0;
        int millis = -1;
        while (seen < NEARLY_ALL * steps) {
            seen += counts[++millis];
        }
        return millis + 1;
    }
}
