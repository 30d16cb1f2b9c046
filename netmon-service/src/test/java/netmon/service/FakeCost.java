package netmon.service;

/** A cost that a test sets. */
final class FakeCost implements OwnCost {
    long cpuNanos;
    long residentBytes;

    @Override
    public long cpuNanos() {
        return cpuNanos;
    }

    @Override
    public long residentBytes() {
        return residentBytes;
    }
}
