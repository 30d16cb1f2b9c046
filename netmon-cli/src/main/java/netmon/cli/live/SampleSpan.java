package netmon.cli.live;

import netmon.model.SampleTiming;

/**
 * Finds out how long the spans are that samples tell of, since rows do not say. The service looks at every beat while much
 * moves, and holds what little moves on an idle machine for some seconds, then writes it as one sample.
 */
final class SampleSpan {
    private long last;
    private boolean busy;
    private boolean begun;

    /** The service's beat in seconds: the shortest time so far between two samples of which much moved. */
    private long beat = 1;

    private boolean beatKnown;

    /** Seconds until a sample's that it tells of: at least 1. */
    long span(long second, long bytes) {
        long since = begun ? second - last : 1;
        boolean wasBusy = busy;
        busy = bytes >= SampleTiming.BUSY_BYTES;
        begun = true;
        last = Math.max(last, second);
        if (since < 1) {
            return 1; // of the same second, or written late
        }
        if (busy && wasBusy && (!beatKnown || since < beat)) {
            beat = since;
            beatKnown = true;
        }
        boolean isBurst = busy && !wasBusy; // what was held before it is little
        return Math.min(since, isBurst ? beat : SampleTiming.LONGEST.toSeconds());
    }

    /**
     * The second that the screen shows as now: of later ones a sample may still come.
     *
     * @param clock the present second, which is not over
     * @param held seconds that the service may hold samples back before it writes them together
     */
    long now(long clock, long held) {
        long wait = Math.max(busy ? beat : SampleTiming.IDLE.toSeconds(), held == 0 ? 0 : held + beat);
        return Math.max(last, clock - 1 - wait);
    }
}
