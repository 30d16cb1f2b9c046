package netmon.scan.linux;

import netmon.scan.Clock;

/** Whoever asks it for the time has spent 100 ms. */
final class TiringClock implements Clock {
    private final long step;
    private long nanos;

    TiringClock() {
        this(100_000_000);
    }

    /** @param step nanoseconds that pass while it is read */
    TiringClock(long step) {
        this.step = step;
    }

    void rest(long seconds) {
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
