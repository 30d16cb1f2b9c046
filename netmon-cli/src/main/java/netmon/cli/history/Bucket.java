package netmon.cli.history;

import netmon.model.Traffic;

/**
 * One row of a history.
 *
 * @param from its first second, epoch seconds
 * @param to the first second after it
 * @param label its name
 * @param missing how many of its seconds, as far as they have passed, netmon saw nothing of
 * @param passed how many of its seconds have passed
 * @param cut whether its name's stretch of the calendar is longer, and the period that was asked for cuts it
 */
record Bucket(long from, long to, String label, Traffic traffic, long missing, long passed, boolean cut) {
    /** Below this share of it, a restart of the service for instance, nobody wants to be told: a guess. */
    private static final double NOTEWORTHY = 0.01;

    /** Whether it has not ended yet. */
    boolean isRunning() {
        return passed < to - from;
    }

    /** Whether nothing is known of it. */
    boolean isUnknown() {
        return missing >= passed && traffic.isNone();
    }

    /** Whether a part of it is not known. */
    boolean isPartial() {
        return missing > NOTEWORTHY * passed;
    }

    /** What it will have at its end if it goes on as it did. */
    long expected() {
        return passed == 0 ? traffic.total() : (long) ((double) traffic.total() / passed * (to - from));
    }
}
