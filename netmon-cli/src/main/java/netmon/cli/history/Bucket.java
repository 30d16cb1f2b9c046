package netmon.cli.history;

import netmon.model.Traffic;


/**
 * One row of a history.
 *
 * @param from its first second, epoch seconds
 * @param to the first second after it
 * @param label its name
 * @param missing its past seconds in which netmon did not measure
 * @param passed its past seconds
 * @param cut whether the requested period includes only a part of that hour, day and so on
 */
record Bucket(long from, long to, String label, Traffic traffic, long missing, long passed, boolean cut) {
    /** A smaller missing share is not shown, for instance a restart of the service; a guess. */
    private static final double NOTEWORTHY = 0.01;

    /** Whether it has not ended yet. */
    boolean isRunning() {
        return passed < to - from;
    }

    /** Whether netmon measured nothing in it. */
    boolean isUnknown() {
        return missing >= passed && traffic.isNone();
    }

    /** Whether netmon missed a noteworthy part of it. */
    boolean isPartial() {
        return missing > NOTEWORTHY * passed;
    }

    /** The expected total at its end, if the traffic continues as before. */
    long expected() {
        return passed == 0 ? traffic.total() : (long) ((double) traffic.total() / passed * (to - from));
    }
}
