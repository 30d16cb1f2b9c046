package netmon.cli.live;

import java.util.List;
import netmon.model.Gap;
import netmon.model.SampleTiming;

/**
 * Finds out the time span of each sample, which its rows do not have. The service reads the sockets at every tick while
 * much moves; on an idle machine it keeps bytes pending for some seconds, then writes them as one sample.
 */
final class SampleSpan {
    private long last;
    private boolean busy;
    private boolean started;

    /** Seconds between ticks of the service: the shortest time so far between two busy samples. */
    private long tick = 1;

    private boolean tickKnown;

    /** The span of a sample that ends with {@code second}, in seconds: at least 1. */
    long span(long second, long bytes) {
        long since = started ? second - last : 1;
        boolean wasBusy = busy;
        busy = bytes >= SampleTiming.BUSY_BYTES;
        started = true;
        last = Math.max(last, second);
        if (since < 1) {
            return 1; // it has the same second, or was written late
        }
        if (busy && wasBusy && (!tickKnown || since < tick)) {
            tick = since;
            tickKnown = true;
        }
        boolean isBurst = busy && !wasBusy; // the bytes before it were few
        return Math.min(since, isBurst ? tick : SampleTiming.LONGEST.toSeconds());
    }

    /**
     * Whether a sample has the bytes of a gap that is longer than a sample: they moved at an unknown time, so they have
     * no rate. Called before {@link #span}.
     */
    boolean isOfGap(long second, List<Gap> gaps) {
        for (Gap each : gaps) {
            boolean isLong = each.to() - each.from() > SampleTiming.LONGEST.toSeconds();
            boolean isSince = started ? each.to() > last : each.to() >= second - 1;
            if (isLong && isSince && each.from() < second && isUnmeasured(each.kind())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnmeasured(Gap.Kind kind) {
        return switch (kind) {
            case NOT_RUNNING, ASLEEP, STALLED -> true;
            case CLOCK_STEPPED, COUNTER_RESET, COUNTER_FROZEN, SOCKETS_UNREADABLE, APP_TRACKING_OFF -> false;
        };
    }

    /**
     * The second that the screen shows as now: a sample of a later one may still come.
     *
     * @param clock the present second, which is not over
     * @param pending seconds that the service may keep samples before it writes them together
     */
    long now(long clock, long pending) {
        long wait = Math.max(busy ? tick : SampleTiming.IDLE.toSeconds(), pending == 0 ? 0 : pending + tick);
        return Math.max(last, clock - 1 - wait);
    }
}
