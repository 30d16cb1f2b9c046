package netmon.cli.history;

import netmon.cli.detail.DetailReport;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * One row of a history.
 *
 * @param from its first second, epoch seconds
 * @param to the first second after it
 * @param label its name
 * @param estimated the part of its bytes that is not measured
 * @param missing its past seconds in which netmon did not measure
 * @param passed its past seconds
 * @param cut whether the requested period includes only a part of that hour, day and so on
 * @param parts its bytes by process, destination and so on; null where they are not asked for
 */
record Bucket(
        long from,
        long to,
        String label,
        Traffic traffic,
        Traffic estimated,
        long missing,
        long passed,
        boolean cut,
        @Nullable DetailReport parts) {
    /** A smaller missing share is not shown, for instance a restart of the service; a guess. */
    private static final double NOTEWORTHY = 0.01;

    /** A smaller measured part says nothing about the rest; a guess. */
    private static final double LEAST_PART = 0.01;

    long length() {
        return to - from;
    }

    /** Whether it has not ended yet. */
    boolean isRunning() {
        return passed < length();
    }

    /** Whether netmon measured nothing in it. */
    boolean isUnknown() {
        return missing >= passed && traffic.isNone();
    }

    /** Whether netmon missed a noteworthy part of it. */
    boolean isPartial() {
        return missing > NOTEWORTHY * passed;
    }

    /** The past seconds in which netmon measured. */
    long measured() {
        return passed - missing;
    }

    /** Bytes a second while netmon measured. */
    long average() {
        return traffic.total() / Math.max(1, measured());
    }

    /** The expected total at its end, if the traffic continues as measured; null if too little was measured. */
    @Nullable
    Long expected() {
        return measured() < LEAST_PART * length()
                ? null
                : (Long) (traffic.total() + (long) ((double) traffic.total() / measured() * (length() - passed)));
    }
}
