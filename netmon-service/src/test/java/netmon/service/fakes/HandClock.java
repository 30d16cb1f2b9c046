package netmon.service.fakes;

import netmon.scan.Clock;

/** Clocks that go on by hand. */
public final class HandClock implements Clock {
    private long wall = 1_795_435_200_000L;
    private long monotonic = 7_000_000;
    private long boot = 9_000_000;

    /** Milliseconds go by on all three. */
    public void pass(long millis) {
        wall += millis;
        monotonic += millis;
        boot += millis;
    }

    /** The machine sleeps. */
    public void sleep(long millis) {
        wall += millis;
        boot += millis;
    }

    /** The wall clock is set. */
    public void step(long millis) {
        wall += millis;
    }

    public long seconds() {
        return wall / 1000;
    }

    @Override
    public long wallMillis() {
        return wall;
    }

    @Override
    public long monotonicNanos() {
        return monotonic * 1_000_000;
    }

    @Override
    public long bootNanos() {
        return boot * 1_000_000;
    }
}
