package netmon.scan;

/** Where no time passes. */
public final class StoppedClock implements Clock {
    @Override
    public long wallMillis() {
        return 0;
    }

    @Override
    public long monotonicNanos() {
        return 0;
    }

    @Override
    public long bootNanos() {
        return 0;
    }
}
