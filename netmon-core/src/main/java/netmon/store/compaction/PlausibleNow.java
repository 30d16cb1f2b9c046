package netmon.store.compaction;

/**
 * Decides whether the wall clock can be trusted when it makes rows look old. A clock that is ten years ahead by mistake
 * would otherwise merge the seconds of the last hour into hours before anybody corrects it.
 */
public final class PlausibleNow {
    /** A longer step between two calls is doubtful: a long sleep, a long stop, or a clock that was set. */
    private static final long DOUBTFUL_SECONDS = 86_400;

    /** How long a clock must run steadily to be trusted again; a guess at how soon a wrong clock is corrected. */
    private static final long PROBATION_SECONDS = 3600;

    private long last;
    private long steadySince;

    /** Starts with the last known second; the present should be near it. */
    public PlausibleNow(long last) {
        this.last = last;
        this.steadySince = last - PROBATION_SECONDS;
    }

    public boolean isSteady(long now) {
        if (now - last > DOUBTFUL_SECONDS) {
            steadySince = now;
        } else if (now < steadySince) {
            steadySince = now - PROBATION_SECONDS; // set back: this makes nothing look old
        }
        last = now;
        return now - steadySince >= PROBATION_SECONDS;
    }
}
