package netmon.scan.linux.sockets;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Short waits of random length: connections that live for milliseconds, and come in step, are to be met in some. */
final class QuickPollPause {
    private static final long LEAST_NANOS = 2_000_000L;
    private static final long MOST_NANOS = 10_000_000L;

    private final LongSupplier clock;
    private final LongConsumer sleep;
    private final SplittableRandom random = new SplittableRandom();
    private long taken;

    /**
     * @param clock nanoseconds since some moment
     * @param sleep waits for so many nanoseconds
     */
    QuickPollPause(LongSupplier clock, LongConsumer sleep) {
        this.clock = clock;
        this.sleep = sleep;
    }

    /** Forgets the waits of before. */
    void begin() {
        taken = 0;
    }

    void take() {
        long begun = clock.getAsLong();
        sleep.accept(random.nextLong(LEAST_NANOS, MOST_NANOS));
        taken += clock.getAsLong() - begun;
    }

    /** How long the waits were since the begin. */
    long takenNanos() {
        return taken;
    }
}
