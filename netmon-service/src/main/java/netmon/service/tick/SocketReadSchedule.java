package netmon.service.tick;

import java.util.function.LongSupplier;

/**
 * Decides whether a tick looks at the sockets or holds the interfaces' bytes for a later look. Looks cost most of what
 * netmon costs, so an idle machine and a dear source are looked at less often.
 */
final class SocketReadSchedule {
    /** Moved bytes from which on a look is worth while at once: an idle machine's chatter is about 1 KB a second. */
    static final long BUSY_BYTES = 4096;

    /** How long less than that is held. */
    private static final long IDLE_NANOS = 5_000_000_000L;

    /** A look may take one part in so many of the time: a source of 190 ms is asked every 4 s. */
    private static final long COST_SHARE = 20;

    /** However dear the source, no bytes are held longer. */
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private final LongSupplier space;
    private long last;
    private long cost;
    private long costBefore;

    /** @param space the least nanoseconds from one look to the next, whatever is held; 0 as long as all is well */
    SocketReadSchedule(LongSupplier space) {
        this.space = space;
    }

    /**
     * Whether to look now.
     *
     * @param held counted bytes since the last look
     * @param now on the monotonic clock, nanoseconds
     */
    boolean isDue(long held, long now) {
        long since = now - last;
        // One slow look is the first one, or tells of a busy machine; a dear source's are all slow.
        long least = Math.max(space.getAsLong(), Math.min(cost, costBefore) * COST_SHARE);
        if (held == 0 || since < Math.min(LONGEST_NANOS, least)) {
            return false;
        }
        return held >= BUSY_BYTES || since >= IDLE_NANOS;
    }

    /**
     * Tells that a look was made, or that what was held was written without one.
     *
     * @param cost of the last look, nanoseconds
     */
    void looked(long now, long cost) {
        last = now;
        costBefore = this.cost;
        this.cost = cost;
    }

    /** Whether what is held is written without a look, since none of it is anybody's. */
    boolean isOverdue(long now) {
        return now - last >= LONGEST_NANOS;
    }
}
