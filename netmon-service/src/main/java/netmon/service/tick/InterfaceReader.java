package netmon.service.tick;

import netmon.model.Gap;
import netmon.model.Traffic;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.ScanException;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;

import org.jspecify.annotations.Nullable;

/**
 * Reads the interfaces' counters, measures what that costs, and reports the time in which they cannot be read as a gap.
 */
final class InterfaceReader {
    private final Clock clock;
    private final CounterSource source;
    private final LoadMeter load;
    private final PendingTraffic pending;
    private final FailureLog failures = new FailureLog("interfaces");
    private @Nullable InterfaceReading last;

    /** @param pending receives the gaps */
    InterfaceReader(Clock clock, CounterSource source, LoadMeter load, PendingTraffic pending) {
        this.clock = clock;
        this.source = source;
        this.load = load;
        this.pending = pending;
    }

    /** The counters now; null if they cannot be read. */
    @Nullable
    InterfaceReading read() {
        boolean failedBefore = failures.isFailing();
        InterfaceReading now = failures.call(this::readNow);
        if (now != null) {
            if (failedBefore) {
                addGap(now.at());
            }
            last = now;
        }
        return now;
    }

    private InterfaceReading readNow() throws ScanException {
        long start = clock.monotonicNanos();
        InterfaceReading now = new InterfaceReading(seconds(), start, source.read());
        load.interfacesRead(clock.monotonicNanos() - start);
        return now;
    }

    /** The last successful reading; null before the first one. */
    @Nullable
    InterfaceReading last() {
        return last;
    }

    boolean isFailing() {
        return failures.isFailing();
    }

    /** Adds a gap from the last successful reading until now: the next run does not know when the failures started. */
    void addGapUntilNow() {
        addGap(seconds());
    }

    private void addGap(long end) {
        if (last != null) {
            pending.add(new Gap(Gap.Kind.STALLED, last.at(), end, Traffic.NONE, "interfaces unreadable"));
        }
    }

    private long seconds() {
        return clock.wallMillis() / 1000;
    }
}
