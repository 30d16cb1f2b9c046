package netmon.store.push;

/**
 * What a push of one destination may send.
 *
 * @param now the wall clock, epoch seconds
 * @param grid the length of a bucket, seconds; its ends are the timestamps of the points
 * @param apps the number of applications with a series of their own
 * @param since how far back a first push goes, seconds
 */
public record PushLimits(long now, long grid, int apps, long since) {
    /** Rows of a second may be written so much later; what comes even later enters the next bucket. */
    private static final long SETTLED_SECONDS = 30;

    /** A mark so far ahead of the clock was set while the clock was wrong. */
    private static final long WRONG_CLOCK_SECONDS = 86_400;

    /** The end of the last bucket whose rows should be complete. */
    public long settled() {
        return floor(now - SETTLED_SECONDS);
    }

    long floor(long at) {
        return Math.floorDiv(at, grid) * grid;
    }

    /** Whether the clock was set back by so much that waiting for it makes no sense. */
    boolean isBeyond(long sent) {
        return sent > now + WRONG_CLOCK_SECONDS;
    }
}
