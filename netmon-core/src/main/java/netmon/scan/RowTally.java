package netmon.scan;

import org.jspecify.annotations.Nullable;

/** Counts how many rows of a listing were understood, and keeps the first that was not. */
public final class RowTally {
    /** In percent. Below it the program prints something else than netmon knows, and its numbers are not to be trusted. */
    private static final int LEAST_UNDERSTOOD = 90;

    private int understood;
    private int others;
    private @Nullable String offending;

    public void understood() {
        understood++;
    }

    public void notUnderstood(String row) {
        others++;
        if (offending == null) {
            offending = row;
        }
    }

    public int rows() {
        return understood + others;
    }

    /**
     * Ends the count.
     *
     * @param what the program, such as {@code netstat -anvbl -p tcp}
     * @throws ScanException if less than nine tenths of the rows were understood
     */
    public void check(String what) throws ScanException {
        if (understood * 100L < LEAST_UNDERSTOOD * (long) rows()) {
            throw new ScanException(what + ": " + understood + " of " + rows() + " rows understood; the first other: "
                    + Excerpt.of(offending == null ? "" : offending));
        }
    }
}
