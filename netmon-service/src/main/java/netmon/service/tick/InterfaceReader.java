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
    private static final long GAP_SECONDS = 10;

    private final Clock clock;
    private final CounterSource source;
    private final LoadMeter load;
    private final PendingTraffic pending;
    private final FailureLog failures = new FailureLog("interfaces");
    private @Nullable InterfaceReading last;

    /** The start of the time that no reading and no gap covers yet, epoch seconds. */
    private long uncovered;

    /** @param pending receives the gaps */
    InterfaceReader(Clock clock, CounterSource source, LoadMeter load, PendingTraffic pending) {
        this.clock = clock;
        this.source = source;
        this.load = load;
        this.pending = pending;
        this.uncovered = seconds();
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
            uncovered = now.at();
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
            pending.add(gap(end));
        }
    }

    /** The gap so far while the failures last, or null: it is due so often that the command can report it. */
    @Nullable
    Gap dueGap() {
        long now = seconds();
        return isFailing() && now - uncovered >= GAP_SECONDS ? gap(now) : null;
    }

    /** Why the interfaces cannot be read. */
    String reason() {
        return failures.reason();
    }

    private Gap gap(long end) {
        Gap gap = new Gap(Gap.Kind.STALLED, uncovered, end, Traffic.NONE, Gap.UNREADABLE);
        uncovered = end;
        return gap;
    }

    private long seconds() {
        return clock.wallMillis() / 1000;
    }
}
