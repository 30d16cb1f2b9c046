package netmon.store.rows;

/** The row ids from {@code first} until before {@code end}. */
public record IdRange(long first, long end) {
    public boolean isEmpty() {
        return end <= first;
    }
}
