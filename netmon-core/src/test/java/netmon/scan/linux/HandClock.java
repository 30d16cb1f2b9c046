package netmon.scan.linux;

import netmon.scan.Clock;

/** A clock that a test moves. */
public final class HandClock implements Clock {
    private long nanos = 1;

    public void advanceMillis(long millis) {
        nanos += millis * 1_000_000;
    }

    @Override
    public long wallMillis() {
        return nanos / 1_000_000;
    }

    @Override
    public long monotonicNanos() {
        return nanos;
    }

    @Override
    public long bootNanos() {
        return nanos;
    }
}
