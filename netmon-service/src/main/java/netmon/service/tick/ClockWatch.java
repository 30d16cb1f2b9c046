package netmon.service.tick;

import netmon.model.Gap;
import netmon.model.Traffic;
import netmon.scan.Clock;

import java.util.ArrayList;
import java.util.List;

/** Compares the three clocks from tick to tick, to distinguish sleep, stalls and a stepped wall clock. */
final class ClockWatch {
    /** Smaller differences are ignored: the clocks are read one after the other, and some count in hundredths. */
    private static final long TOLERANCE_MILLIS = 2_000;

    /** A later tick cannot be explained by a busy machine. */
    private static final long LATE_MILLIS = 3_000;

    private final Clock clock;
    private final long intervalMillis;
    private boolean started;
    private long wall;
    private long monotonic;
    private long boot;

    ClockWatch(Clock clock, long intervalMillis) {
        this.clock = clock;
        this.intervalMillis = intervalMillis;
    }

    /** The irregularities since the last call. */
    List<Gap> observe() {
        long wallNow = clock.wallMillis();
        long monotonicNow = clock.monotonicNanos() / 1_000_000;
        long bootNow = clock.bootNanos() / 1_000_000;
        List<Gap> gaps = new ArrayList<>();
        if (started) {
            long awake = monotonicNow - monotonic;
            long asleep = bootNow - boot - awake;
            long stepped = wallNow - wall - (bootNow - boot);
            if (asleep > TOLERANCE_MILLIS) {
                gaps.add(gap(Gap.Kind.ASLEEP, wallNow, ""));
            } else if (awake > Math.max(intervalMillis + LATE_MILLIS, 3 * intervalMillis)) {
                gaps.add(gap(Gap.Kind.STALLED, wallNow, ""));
            }
            if (Math.abs(stepped) > TOLERANCE_MILLIS) {
                gaps.add(gap(Gap.Kind.CLOCK_STEPPED, wallNow, "by " + stepped / 1000 + " s"));
            }
        }
        started = true;
        wall = wallNow;
        monotonic = monotonicNow;
        boot = bootNow;
        return gaps;
    }

    private Gap gap(Gap.Kind kind, long wallNow, String detail) {
        return new Gap(kind, wall / 1000, wallNow / 1000, Traffic.NONE, detail);
    }
}
