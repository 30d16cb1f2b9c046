package netmon.service.fakes;

import netmon.service.load.LoadMeter.ProcessCost;

/** A cost that a test sets. */
public final class FakeCost implements ProcessCost {
    public long cpuNanos;
    public long residentBytes;

    @Override
    public long cpuNanos() {
        return cpuNanos;
    }

    @Override
    public long residentBytes() {
        return residentBytes;
    }
}
