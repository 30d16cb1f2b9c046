package netmon.service.fakes;

import netmon.scan.Clock;


/** Clocks that a test advances. */
public final class HandClock implements Clock {
    private long wall = 1_795_435_200_000L;
    private long monotonic = 7_000_000;
    private long boot = 9_000_000;

    /** Advances all three clocks. */
    public void pass(long millis) {
        wall += millis;
        monotonic += millis;
        boot += millis;
    }

    /** Lets the machine sleep. */
    public void sleep(long millis) {
        wall += millis;
        boot += millis;
    }

    /** Sets the wall clock forward or back. */
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
