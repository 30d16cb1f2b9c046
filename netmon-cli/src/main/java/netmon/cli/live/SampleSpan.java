package netmon.cli.live;

/**
 * Finds out how long the spans are that samples tell of, since rows do not say. The service looks at every beat while much
 * moves, and holds what little moves on an idle machine for some seconds, then writes it as one sample.
 */
final class SampleSpan {
    /** From so many bytes on the service looks at once. */
    private static final long BUSY_BYTES = 4096;

    /** How long less than that is held. */
    private static final long IDLE_SECONDS = 5;

    /** However dear a look is, no bytes are held longer. */
    private static final long LONGEST_SECONDS = 10;

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
        busy = bytes >= BUSY_BYTES;
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
        return Math.min(since, isBurst ? beat : LONGEST_SECONDS);
    }

    /**
     * The second that the screen shows as now: of later ones a sample may still come.
     *
     * @param clock the present second, which is not over
     * @param held seconds that the service may hold samples back before it writes them together
     */
    long now(long clock, long held) {
        long wait = Math.max(busy ? beat : IDLE_SECONDS, held == 0 ? 0 : held + beat);
        return Math.max(last, clock - 1 - wait);
    }
}
