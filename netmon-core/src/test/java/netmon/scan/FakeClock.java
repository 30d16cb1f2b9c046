package netmon.scan;

import java.time.Duration;

/** A clock that stands still until a test advances it. */
public final class FakeClock implements Clock {
    private final long nanosPerRead;
    private long nanos;

    private FakeClock(long nanos, long nanosPerRead) {
        this.nanos = nanos;
        this.nanosPerRead = nanosPerRead;
    }

    public FakeClock() {
        this(1, 0);
    }

    /** A clock shortly before its number overflows, as a monotonic clock may. */
    public static FakeClock beforeOverflow() {
        return new FakeClock(Long.MAX_VALUE - 1000, 0);
    }

    /** A clock on which this time passes at each read of the monotonic clock, as if the caller worked so long. */
    public static FakeClock slow(Duration perRead) {
        return new FakeClock(0, perRead.toNanos());
    }

    public void advance(Duration time) {
        nanos += time.toNanos();
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    @Override
    public long wallMillis() {
        return nanos / 1_000_000;
    }

    @Override
    public long monotonicNanos() {
        nanos += nanosPerRead;
        return nanos;
    }

    @Override
    public long bootNanos() {
        return nanos;
    }
}
