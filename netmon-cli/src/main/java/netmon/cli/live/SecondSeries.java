package netmon.cli.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netmon.model.Traffic;

/** The bytes of one row in each of the last seconds. */
final class SecondSeries {
    /** Seconds that are kept: more than the widest sparkline shows. */
    static final int SECONDS = 300;

    private final long[] received = new long[SECONDS];
    private final long[] sent = new long[SECONDS];

    /** The latest second with data; it and the {@code SECONDS - 1} before it are kept. */
    private long newest = Long.MIN_VALUE;

    /**
     * Adds bytes that moved in the {@code span} seconds that end with {@code second}, the same amount in each.
     * Seconds that are too old are left out.
     */
    void add(long second, long span, Traffic traffic) {
        advance(second);
        for (long each = second - span + 1; each <= second; each++) {
            if (each > newest - SECONDS) {
                long part = each - second + span;
                received[index(each)] += part(traffic.received(), part, span);
                sent[index(each)] += part(traffic.sent(), part, span);
            }
        }
    }

    /** The mean of the seconds from {@code first} to {@code last}, both included, in bytes a second. */
    Traffic rate(long first, long last) {
        Traffic sum = sum(first, last);
        long seconds = last - first + 1;
        return new Traffic(sum.received() / seconds, sum.sent() / seconds);
    }

    /** The bytes from {@code first} to {@code last}, both included. */
    Traffic sum(long first, long last) {
        long in = 0;
        long out = 0;
        for (long each = Math.max(first, newest - SECONDS + 1); each <= Math.min(last, newest); each++) {
            in += received[index(each)];
            out += sent[index(each)];
        }
        return new Traffic(in, out);
    }

    /**
     * The amounts of a sparkline, the oldest first. Columns start at whole multiples of their length, so that an
     * amount does not change while its column moves.
     *
     * @param second a second of the last column
     * @param length seconds of a column
     */
    List<Long> columns(long second, int columns, int length) {
        long last = Math.floorDiv(second, length);
        List<Long> amounts = new ArrayList<>(columns);
        for (long each = last - columns + 1; each <= last; each++) {
            long amount = sum(each * length, each * length + length - 1).total();
            long passed = Math.min(length, second - each * length + 1);
            amounts.add(amount * length / passed); // the last column is scaled to its full length
        }
        return amounts;
    }

    /** Whether all data are older than this second. */
    boolean isOver(long second) {
        return newest < second;
    }

    private void advance(long second) {
        if (newest == Long.MIN_VALUE || second - newest >= SECONDS) {
            Arrays.fill(received, 0);
            Arrays.fill(sent, 0);
            newest = second;
        }
        while (newest < second) {
            newest++;
            received[index(newest)] = 0;
            sent[index(newest)] = 0;
        }
    }

    /** The i-th part, from 1; all parts together are exactly {@code bytes}. */
    private static long part(long bytes, long i, long of) {
        return bytes / of + (i <= bytes % of ? 1 : 0);
    }

    private static int index(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
