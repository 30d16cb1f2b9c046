package netmon.scan.linux.owners;

import netmon.scan.Clock;

/**
 * What walks through the processes may take: a part of one processor's time, which is saved up while there are none.
 * Times are nanoseconds on the monotonic clock.
 */
final class WalkBudget {
    /** Walks may take a fiftieth of one processor, and so much at once after a time without any. */
    private static final long IDLE_NANOS_PER_NANO = 50;

    private static final long SAVED_NANOS = 200_000_000L;

    private static final long FIRST_NANOS = 5_000_000_000L;

    private final Clock clock;
    private long saved = SAVED_NANOS;
    private long started;
    private long ended;
    private long lastFullWalk;

    WalkBudget(Clock clock) {
        this.clock = clock;
        this.ended = clock.monotonicNanos();
    }

    /** Begins the first walk, which has everything to find. @return until when it may go on */
    long startFirst() {
        started = clock.monotonicNanos();
        saved = FIRST_NANOS;
        return started + saved;
    }

    /** Begins a walk with what is saved. @return until when it may go on */
    long start() {
        return start(Long.MAX_VALUE);
    }

    /** Begins a walk that ends after {@code most} at the latest. @return until when it may go on */
    long start(long limit) {
        started = clock.monotonicNanos();
        saved = savedAt(started);
        return started + Math.min(saved, limit);
    }

    /** @param isWhole whether it came to all processes */
    void end(boolean isWhole) {
        ended = clock.monotonicNanos();
        saved -= ended - started;
        if (isWhole) {
            lastFullWalk = ended - started;
        }
    }

    boolean isPast(long end) {
        return clock.monotonicNanos() - end >= 0;
    }

    /** Whether so much is saved. */
    boolean allows(long nanos) {
        return savedAt(clock.monotonicNanos()) >= nanos;
    }

    /** Whether it is enough to go through all processes. */
    boolean isRested() {
        return allows(Math.max(SAVED_NANOS / 2, lastFullWalk));
    }

    private long savedAt(long now) {
        return Math.min(Math.max(SAVED_NANOS, lastFullWalk), saved + (now - ended) / IDLE_NANOS_PER_NANO);
    }
}
