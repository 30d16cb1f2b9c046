package netmon.attribution;

import netmon.model.Traffic;

/** One interface's receive counter: whether it stands still, and what was booked in its place. Mutable. */
final class FrozenCounter {
    /** Looks with bytes received and a still counter before it is called frozen; two could be skewed readings. */
    private static final int SUSPECT_POLLS = 3;

    /** Payload from which on a look tells the ratio of wire bytes to payload. */
    private static final long RATIO_BYTES = 10_000;

    /** The ratio until one was seen: a header of 66 bytes for 1448. */
    private static final double USUAL_RATIO = 1.05;

    /** A look beyond these had other traffic than that of the sockets, or skewed readings, and tells no ratio. */
    private static final double LEAST_RATIO = 1;

    private static final double MOST_RATIO = 1.5;

    /** The most that is believed of one look's sockets (256 TiB), so that sums stay numbers. */
    private static final long MOST_BYTES = 1L << 48;

    /**
     * One look.
     *
     * @param received bytes to book as received
     * @param froze whether the counter was recognised as frozen in this look
     * @param replaced bytes that had been put in its place, where it moves again or began anew; else 0
     */
    record CounterJudgement(long received, boolean froze, long replaced) {}

    private double ratio = USUAL_RATIO;
    private int suspectPolls;
    private long unbooked;
    private long booked;
    private long outlived;

    /** One that stood still when netmon ended. */
    static FrozenCounter resumed(long booked) {
        FrozenCounter counter = new FrozenCounter();
        counter.suspectPolls = SUSPECT_POLLS;
        counter.booked = booked;
        return counter;
    }

    /** Says that it began anew at zero: what was put in its place will never be in it, and stays booked. */
    void reset() {
        outlived = SaturatedMath.sum(outlived, booked);
        suspectPolls = 0;
        unbooked = 0;
        booked = 0;
    }

    /** Bytes that were put in its place since it stands still; 0 while it moves. */
    long booked() {
        return booked;
    }

    /**
     * One look.
     *
     * @param wire what the interface says
     * @param payload what its sockets received
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
        // An interface that sends nothing either may be silent, and the payload that of the moment between the
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
