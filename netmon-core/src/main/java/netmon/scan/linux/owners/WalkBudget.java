package netmon.scan.linux.owners;

import java.util.function.LongSupplier;
import netmon.scan.Clock;

/**
 * Limits walks through the processes to a share of one CPU; unused time is saved up. On a busy machine most of a walk's
 * time is other programs' time, which is not taken off where the kernel reports what this thread used. Times are
 * nanoseconds.
 */
final class WalkBudget {
    /** Walks may take a fiftieth of one CPU, and {@code SAVED_NANOS} at once after a pause. */
    private static final long SHARE_DIVISOR = 50;

    private static final long SAVED_NANOS = 200_000_000L;

    private static final long FIRST_NANOS = 5_000_000_000L;

    private final Clock clock;
    private final LongSupplier used;
    private long usedBefore;
    private long saved = SAVED_NANOS;
    private long started;
    private long ended;
    private long lastFullWalk;

    /** @param used the time that this thread has run on a CPU; -1 if unknown */
    WalkBudget(Clock clock, LongSupplier used) {
        this.clock = clock;
        this.used = used;
        this.ended = clock.monotonicNanos();
    }

    /** Starts the first walk, which has all owners to find; returns the time at which it must end. */
    long startFirst() {
        begin();
        saved = FIRST_NANOS;
        return started + saved;
    }

    /** Starts a walk of at most {@code limit} within the saved time; returns the time at which it must end. */
    long start(long limit) {
        begin();
        saved = savedAt(started);
        return started + Math.min(saved, limit);
    }

    /** @param isComplete whether the walk reached all processes */
    void end(boolean isComplete) {
        ended = clock.monotonicNanos();
        long spent = spent();
        saved -= spent;
        if (isComplete) {
            lastFullWalk = spent;
        }
    }

    private void begin() {
        started = clock.monotonicNanos();
        usedBefore = used.getAsLong();
    }

    private long spent() {
        long now = used.getAsLong();
        return usedBefore < 0 || now < 0 ? ended - started : Math.min(ended - started, now - usedBefore);
    }

    boolean isPast(long end) {
        return clock.monotonicNanos() - end >= 0;
    }

    boolean allows(long nanos) {
        return savedAt(clock.monotonicNanos()) >= nanos;
    }

    /** Whether the saved time is enough for a walk through all processes. */
    boolean allowsFullWalk() {
        return allows(Math.max(SAVED_NANOS / 2, lastFullWalk));
    }

    private long savedAt(long now) {
        return Math.min(Math.max(SAVED_NANOS, lastFullWalk), saved + (now - ended) / SHARE_DIVISOR);
    }
}
