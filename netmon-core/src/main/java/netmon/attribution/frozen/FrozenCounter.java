package netmon.attribution.frozen;

import netmon.attribution.SaturatedMath;

/** One counter of one interface: whether it is frozen, and the bytes booked in its place. Mutable. */
final class FrozenCounter {
    /**
     * Polls in a row with bytes of sockets and a still counter before it is called frozen. In one poll the bytes may be
     * from the moment between the two readings; the counter contains them at the next poll.
     */
    private static final int SUSPECT_POLLS = 2;

    /** The sockets' bytes must find no room for this part (1 of 2) of them: the rest is the skew of the readings. */
    private static final int MISSING_PART = 2;

    /** A poll with at least so much payload gives a new ratio of wire bytes to payload. */
    private static final long RATIO_BYTES = 10_000;

    /** The ratio before the first measurement: a header of 66 bytes for 1448. */
    private static final double USUAL_RATIO = 1.05;

    /** Beyond these limits the poll contained other traffic, or skewed readings, and gives no ratio. */
    private static final double LEAST_RATIO = 1;

    private static final double MOST_RATIO = 1.5;

    /** The most that one poll's sockets can have moved (256 TiB), so that sums do not overflow. */
    private static final long MOST_BYTES = 1L << 48;

    /**
     * The result of one poll.
     *
     * @param instead the part of them that replaces bytes of the counter
     * @param froze whether this poll recognised the counter as frozen
     * @param replaced bytes that were booked in its place, if it moves or starts again; else 0
     */
    record CounterJudgement(long bytes, long instead, boolean froze, long replaced) {}

    private double ratio = USUAL_RATIO;
    private int suspectPolls;
    private long suspectBytes;
    private long missingBytes;
    private long unbooked;
    private long booked;
    private long outlived;

    static FrozenCounter resumed(long booked) {
        FrozenCounter counter = new FrozenCounter();
        counter.suspectPolls = SUSPECT_POLLS;
        counter.booked = booked;
        return counter;
    }

    /**
     * Notes that the counter restarted at zero. It will never contain the bytes that were booked in its place, so
     * these are not subtracted later.
     */
    void reset() {
        outlived = SaturatedMath.sum(outlived, booked);
        booked = 0;
        clearSuspicion();
    }

    /** Bytes booked in its place since it froze; 0 while it moves. */
    long booked() {
        return booked;
    }

    /**
     * Takes one poll.
     *
     * @param missing the bytes of all sockets that find no room in all counted interfaces together; negative where they
     *     leave some
     */
    CounterJudgement update(long counted, BoundBytes bound, long missing) {
        if (outlived != 0) {
            CounterJudgement judgement = new CounterJudgement(counted, 0, false, outlived);
            outlived = 0;
            return judgement;
        }
        return counted == 0 ? standStill(bound, missing) : move(counted, Math.min(bound.payload(), MOST_BYTES));
    }

    private CounterJudgement standStill(BoundBytes bound, long missing) {
        long payload = Math.min(bound.payload(), MOST_BYTES);
        if (booked == 0 && missing <= 0) {
            clearSuspicion(); // other interfaces have room for these bytes: they came in there
            return new CounterJudgement(0, 0, false, 0);
        }
        if (booked > 0) {
            return missing >= payload / MISSING_PART ? bookInstead(Math.min(bound.wire(ratio), MOST_BYTES)) : none();
        }
        suspectPolls += payload != 0 && suspectPolls < SUSPECT_POLLS ? 1 : 0;
        suspectBytes = Math.min(suspectBytes + payload, MOST_BYTES);
        missingBytes = Math.min(missingBytes + Math.min(missing, MOST_BYTES), MOST_BYTES);
        unbooked = Math.min(unbooked + Math.min(bound.wire(ratio), MOST_BYTES), MOST_BYTES);
        boolean proven = suspectPolls >= SUSPECT_POLLS && missingBytes >= suspectBytes / MISSING_PART;
        return proven ? bookInstead(unbooked) : none();
    }

    private CounterJudgement bookInstead(long bytes) {
        boolean froze = booked == 0;
        booked = SaturatedMath.sum(booked, bytes);
        clearSuspicion();
        return new CounterJudgement(bytes, bytes, froze, 0);
    }

    private CounterJudgement move(long counted, long payload) {
        if (suspectPolls == 0 && booked == 0 && payload >= RATIO_BYTES) {
            double observed = (double) counted / payload;
            ratio = observed >= LEAST_RATIO && observed <= MOST_RATIO ? observed : ratio;
        }
        CounterJudgement judgement = new CounterJudgement(counted - Math.min(counted, booked), 0, false, booked);
        booked = 0;
        clearSuspicion();
        return judgement;
    }

    private void clearSuspicion() {
        suspectPolls = 0;
        suspectBytes = 0;
        missingBytes = 0;
        unbooked = 0;
    }

    private static CounterJudgement none() {
        return new CounterJudgement(0, 0, false, 0);
    }
}
