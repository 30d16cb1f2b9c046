package netmon.service.load;


import java.util.Arrays;

/** The latest measurements in fixed memory: the last ten minutes at a tick a second. */
final class Quantiles {
    private static final int KEPT = 600;

    private final long[] values = new long[KEPT];
    private int count;
    private int next;

    void add(long value) {
        values[next] = value;
        next = (next + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The median, the higher one of two; 0 without measurements. */
    long median() {
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[count / 2];
    }

    long most() {
        long most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, values[i]);
        }
        return most;
    }
}
