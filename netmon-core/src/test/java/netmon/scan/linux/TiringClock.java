package netmon.scan.linux;

import netmon.scan.Clock;

/** Whoever asks it for the time has spent 100 ms. */
public final class TiringClock implements Clock {
    private final long step;
    private long nanos;

    public TiringClock() {
        this(100_000_000);
    }

    /** @param step nanoseconds that pass while it is read */
    public TiringClock(long step) {
        this.step = step;
    }

    public void rest(long seconds) {
        nanos += seconds * 1_000_000_000;
    }

    @Override
    public long wallMillis() {
        return nanos / 1_000_000;
    }

    @Override
    public long monotonicNanos() {
        nanos += step;
        return nanos;
    }

    @Override
    public long bootNanos() {
        return nanos;
    }
}
