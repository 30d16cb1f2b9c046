package netmon.model;

/**
 * The time span of a report.
 *
 * @param from its first second, epoch seconds
 * @param to the first second after it, epoch seconds
 * @param label as in {@code Stats by application (today)}
 */
public record Period(long from, long to, String label) {
    public Period {
        if (to < from) {
            throw new IllegalArgumentException("a period that ends before it begins: " + from + " to " + to);
        }
    }
}
