package netmon.attribution;

import netmon.model.Traffic;

/** The receive counter of one interface: whether it is frozen, and the bytes booked in its place. Mutable. */
final class FrozenCounter {
    /** Polls with received bytes and a still counter before it is called frozen; two could be skewed readings. */
    private static final int SUSPECT_POLLS = 3;

    /** A poll with at least so much payload gives a new ratio of wire bytes to payload. */
    private static final long RATIO_BYTES = 10_000;

    /** The ratio before the first measurement: a header of 66 bytes for 1448. */
    private static final double USUAL_RATIO = 1.05;

    /** Beyond these limits the poll contained other traffic, or skewed readings, and gives no ratio. */
    private static final double LEAST_RATIO = 1;

    private static final double MOST_RATIO = 1.5;

    /** The most that one poll's sockets can have received (256 TiB), so that sums do not overflow. */
    private static final long MOST_BYTES = 1L << 48;

    /**
     * The result of one poll.
     *
     * @param received bytes to book as received
     * @param froze whether this poll recognised the counter as frozen
     * @param replaced bytes that were booked in its place, if it moves or starts again; else 0
     */
    record CounterJudgement(long received, boolean froze, long replaced) {}

    private double ratio = USUAL_RATIO;
    private int suspectPolls;
    private long unbooked;
    private long booked;
    private long outlived;

    /** A counter that was frozen when netmon ended. */
    static FrozenCounter resumed(long booked) {
        FrozenCounter counter = new FrozenCounter();
        counter.suspectPolls = SUSPECT_POLLS;
        counter.booked = booked;
        return counter;
    }

    /**
     * Notes that the counter started again at zero: it will never contain the bytes booked in its place, so they stay
     * booked.
     */
    void reset() {
        outlived = SaturatedMath.sum(outlived, booked);
        suspectPolls = 0;
        unbooked = 0;
        booked = 0;
    }

    /** Bytes booked in its place since it froze; 0 while it moves. */
    long booked() {
        return booked;
    }

    /**
     * Takes one poll.
     *
     * @param wire the interface's bytes
     * @param payload bytes that its sockets received
     */
    CounterJudgement update(Traffic wire, long payload) {
        if (outlived != 0) {
            CounterJudgement judgement = new CounterJudgement(wire.received(), false, outlived);
            outlived = 0;
            return judgement;
        }
        long credible = Math.min(payload, MOST_BYTES);
        return wire.received() == 0 ? standStill(wire.sent() != 0, credible) : move(wire.received(), credible);
    }

    private CounterJudgement standStill(boolean sends, long payload) {
        // An interface that sends nothing either may be silent, and the payload may be from the moment between the
        // readings.
        suspectPolls += payload != 0 && sends && suspectPolls < SUSPECT_POLLS ? 1 : 0;
        unbooked += Math.round(payload * ratio);
        if (suspectPolls < SUSPECT_POLLS) {
            unbooked = Math.min(unbooked, MOST_BYTES);
            return new CounterJudgement(0, false, 0);
        }
        boolean froze = booked == 0;
        long instead = unbooked;
        booked = SaturatedMath.sum(booked, instead);
        unbooked = 0;
        return new CounterJudgement(instead, froze, 0);
    }

    private CounterJudgement move(long received, long payload) {
        if (suspectPolls == 0 && payload >= RATIO_BYTES) {
            double observed = (double) received / payload;
            ratio = observed >= LEAST_RATIO && observed <= MOST_RATIO ? observed : ratio;
        }
        CounterJudgement judgement = new CounterJudgement(received - Math.min(received, booked), false, booked);
        suspectPolls = 0;
        unbooked = 0;
        booked = 0;
        return judgement;
    }
}
