package netmon.service.tick;


import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Beats at whole intervals of the monotonic clock since its start. It does not drift, and after a stall it skips the
 * missed beats instead of catching up.
 */
public final class Metronome {
    private final long intervalNanos;
    private final LongSupplier clock;
    private final LongConsumer sleep;
    private final long start;
    private long beats;
    private long missed;
    private long late;

    /** On the machine's monotonic clock. */
    public Metronome(long intervalNanos) {
        this(intervalNanos, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param sleep waits for at most the given nanoseconds */
    public Metronome(long intervalNanos, LongSupplier clock, LongConsumer sleep) {
        this.intervalNanos = intervalNanos;
        this.clock = clock;
        this.sleep = sleep;
        this.start = clock.getAsLong();
    }

    /** Waits for the next beat; false if it was stopped before. Whoever stops it should unpark the waiting thread. */
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
     * Waits until this part of the present interval is over; returns at once if it is over already.
     *
     * @param part from 0 to 1
     * @return false if it was stopped before
     */
    public boolean awaitPart(double part, BooleanSupplier stopped) {
        return awaitTime(start + beats * intervalNanos + (long) (part * intervalNanos), stopped);
    }

    /** The time of the next beat. Beats that are past already are counted as missed. */
    private long nextBeat() {
        long elapsed = clock.getAsLong() - start;
        long due = elapsed / intervalNanos;
        long following = beats + 1;
        if (due > following) {
            missed += due - following;
            following = due;
        }
        beats = following;
        return start + following * intervalNanos;
    }

    /** The delay of the last beat, in nanoseconds. */
    public long lateNanos() {
        return late;
    }

    /** The beats that were skipped since the start. */
    public long missed() {
        return missed;
    }
}
