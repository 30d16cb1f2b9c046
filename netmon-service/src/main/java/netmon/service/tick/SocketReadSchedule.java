package netmon.service.tick;

import java.util.function.LongSupplier;
import netmon.model.SampleTiming;

/**
 * Decides whether a tick polls the sockets or leaves the interfaces' bytes pending for a later poll. Polls are most of
 * what netmon costs, so an idle machine and an expensive source are polled less often.
 */
final class SocketReadSchedule {
    private static final long IDLE_NANOS = SampleTiming.IDLE.toNanos();
    private static final long LONGEST_NANOS = SampleTiming.LONGEST.toNanos();

    /**
     * The time from poll to poll is at least this many times the cost of a poll: a source of 190 ms is polled every 4
     * s.
     */
    private static final long COST_FACTOR = 20;

    private final LongSupplier space;
    private long last;
    private long cost;
    private long costBefore;
    private long spacing;

    /** @param space the least nanoseconds from one poll to the next, whatever is pending; 0 within the CPU budget */
    SocketReadSchedule(LongSupplier space) {
        this.space = space;
    }

    /**
     * True if the sockets should be polled now.
     *
     * @param pending counted bytes since the last poll
     * @param now on the monotonic clock, nanoseconds
     */
    boolean isDue(long pending, long now) {
        long since = now - last;
        // A single slow poll is the first one or shows a busy machine; an expensive source is slow each time.
        long least = Math.max(Math.max(space.getAsLong(), spacing), Math.min(cost, costBefore) * COST_FACTOR);
        if (pending == 0 || since < Math.min(LONGEST_NANOS, least)) {
            return false;
        }
        return pending >= SampleTiming.BUSY_BYTES || since >= IDLE_NANOS;
    }

    /**
     * Notes that a poll was made, or that the pending bytes were written without one.
     *
     * @param cost of the last poll, nanoseconds
     * @param spacing the least nanoseconds to the next poll that the source wants
     */
    void polled(long now, long cost, long spacing) {
        last = now;
        this.spacing = spacing;
        costBefore = this.cost;
        this.cost = cost;
    }

    /** True if the pending bytes should be written without a poll, where none of them count. */
    boolean isOverdue(long now) {
        return now - last >= LONGEST_NANOS;
    }
}
