package netmon.service.tick;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Beats at whole intervals of the monotonic clock since its begin. It does not drift, and after a stall it leaves the
 * missed beats out instead of bunching them.
 */
public final class Metronome {
    private final long intervalNanos;
    private final LongSupplier clock;
    private final LongConsumer sleep;
    private final long begin;
    private long beats;
    private long missed;
    private long late;

    /** On the machine's monotonic clock. */
    public Metronome(long intervalNanos) {
        this(intervalNanos, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param sleep waits for so many nanoseconds at most */
    public Metronome(long intervalNanos, LongSupplier clock, LongConsumer sleep) {
        this.intervalNanos = intervalNanos;
        this.clock = clock;
        this.sleep = sleep;
        this.begin = clock.getAsLong();
    }

    /** Waits for the next beat; false if it was stopped before. A stop should unpark the waiting thread. */
    public boolean await(BooleanSupplier stopped) {
        long time = nextBeat();
        boolean beat = awaitTime(time, stopped);
        late = clock.getAsLong() - time;
        return beat;
    }

    private boolean awaitTime(long time, BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            long left = time - clock.getAsLong();
            if (left <= 0) {
                return true;
            }
            sleep.accept(left);
        }
        return false;
    }

    /**
     * Waits until this part of the present interval is over; not at all if it is already.
     *
     * @param part from 0 to 1
     * @return false if it was stopped before
     */
    public boolean awaitPart(double part, BooleanSupplier stopped) {
        return awaitTime(begin + beats * intervalNanos + (long) (part * intervalNanos), stopped);
    }

    /** When the next beat is due; those that are past already are counted as missed. */
    private long nextBeat() {
        long elapsed = clock.getAsLong() - begin;
        long due = elapsed / intervalNanos;
        long following = beats + 1;
        if (due > following) {
            missed += due - following;
            following = due;
        }
        beats = following;
        return begin + following * intervalNanos;
    }

    /** How late the last beat was, in nanoseconds. */
    public long lateNanos() {
        return late;
    }

    /** Beats that were left out since the begin. */
    public long missed() {
        return missed;
    }
}
