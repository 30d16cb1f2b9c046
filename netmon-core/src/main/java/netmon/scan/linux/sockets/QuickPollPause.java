package netmon.scan.linux.sockets;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Pauses of random length: quick polls then meet connections that open and close in a fixed rhythm. */
final class QuickPollPause {
    private static final long MIN_NANOS = 2_000_000L;
    private static final long MAX_NANOS = 10_000_000L;

    private final LongSupplier clock;
    private final LongConsumer sleep;
    private final SplittableRandom random = new SplittableRandom();
    private long pausedNanos;

    /**
     * @param clock nanoseconds from an arbitrary start
     * @param sleep waits for so many nanoseconds
     */
    QuickPollPause(LongSupplier clock, LongConsumer sleep) {
        this.clock = clock;
        this.sleep = sleep;
    }

    /** Nanoseconds on the monotonic clock. */
    long now() {
        return clock.getAsLong();
    }

    void reset() {
        pausedNanos = 0;
    }

    void pause() {
        long started = clock.getAsLong();
        sleep.accept(random.nextLong(MIN_NANOS, MAX_NANOS));
        pausedNanos += clock.getAsLong() - started;
    }

    /** The time of all pauses since {@link #reset}. */
    long pausedNanos() {
        return pausedNanos;
    }
}
