package netmon.model;

/**
 * The time span of a report, in epoch seconds; {@code to} is the first second after it.
 *
 * @param label as in {@code Stats by application (today)}
 */
public record Period(long from, long to, String label) {
    /** The first possible edge: no row is older than the epoch. */
    public static final long FIRST = 0;

    public Period {
        if (to < from) {
            throw new IllegalArgumentException("a period that ends before it begins: " + from + " to " + to);
        }
    }

    /** Whether an edge lies before the first or after the last possible row. */
    public static boolean isOpen(long edge) {
        return edge == FIRST || edge == Long.MAX_VALUE;
    }
}
