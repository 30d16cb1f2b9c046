package netmon.service.load;

import java.util.concurrent.TimeUnit;

/** How long the steps of one work took since the start, to the millisecond and in a fixed room. */
final class StepTimes {
    /** A step that takes longer holds up what shares its thread. */
    private static final int LONG_MILLIS = 50;

    /** Longer ones are counted as this long. */
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

    /** How many took more than 50 ms. */
    long longSteps() {
        return longSteps;
    }

    /** All of them together, nanoseconds. */
    long sum() {
        return sum;
    }

    /** The longest one, nanoseconds. */
    long most() {
        return most;
    }

    /** So many milliseconds were enough for 99 in 100. */
    int nearlyAllMillis() {
        long seen = 0;
        int millis = -1;
        while (seen < NEARLY_ALL * steps) {
            seen += counts[++millis];
        }
        return millis + 1;
    }
}
