package netmon.scan.linux.sockets;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Short waits of random length: connections that live for milliseconds, and come in step, are to be met in some. */
final class QuickPollPause {
    private static final long MIN_NANOS = 2_000_000L;
    private static final long MAX_NANOS = 10_000_000L;

    private final LongSupplier clock;
    private final LongConsumer sleep;
    private final SplittableRandom random = new SplittableRandom();
    private long pausedNanos;

    /**
     * @param clock nanoseconds since some moment
     * @param sleep waits for so many nanoseconds
     */
    QuickPollPause(LongSupplier clock, LongConsumer sleep) {
        this.clock = clock;
        this.sleep = sleep;
    }

    /** Forgets the waits of before. */
    void reset() {
        pausedNanos = 0;
    }

    void pause() {
        long started = clock.getAsLong();
        sleep.accept(random.nextLong(MIN_NANOS, MAX_NANOS));
        pausedNanos += clock.getAsLong() - started;
    }

    /** How long the waits were since the begin. */
    long pausedNanos() {
        return pausedNanos;
    }
}
