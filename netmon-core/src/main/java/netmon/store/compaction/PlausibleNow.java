package netmon.store.compaction;

/**
 * Whether the wall clock may be believed when it says that rows are old. A clock that was set ten years ahead by mistake
 * would otherwise have the last hour's seconds made into hours before anybody repairs it.
 */
public final class PlausibleNow {
    /** A longer step between two looks is a doubtful one: a long sleep or stop, or a clock that was set. */
    private static final long DOUBTFUL_SECONDS = 86_400;

    /** For how long a clock must have gone on steadily to be believed again; a guess at how soon one is repaired. */
    private static final long PROBATION_SECONDS = 3600;

    private long last;
    private long steadySince;

    /** Begins with the last second that is known, to which the present should be near. */
    public PlausibleNow(long last) {
        this.last = last;
        this.steadySince = last - PROBATION_SECONDS;
    }

    public boolean isSteady(long now) {
        if (now - last > DOUBTFUL_SECONDS) {
            steadySince = now;
        } else if (now < steadySince) {
            steadySince = now - PROBATION_SECONDS; // set back: nothing becomes old by that
        }
        last = now;
        return now - steadySince >= PROBATION_SECONDS;
    }
}
