package netmon.store.blocks;

/**
 * Consecutive buckets of one length, in the form that SQL needs to find the bucket of a second. The first bucket may be
 * shorter: an hour of the local clock in which the clock was changed.
 *
 * @param end the first second after them
 * @param length the length of a bucket, seconds
 * @param ahead a bucket starts where the seconds plus {@code ahead} are a multiple of the length
 */
public record BucketRange(long start, long end, long length, long ahead) {
    /** The first second of the bucket of a row, with ?1 for {@code start}, ?2 for {@code ahead}, ?3 for the length. */
    public static final String SQL = "max(?1, timestamp - ((timestamp + ?2) % ?3 + ?3) % ?3)";

    /**
     * The buckets from the first second until before the last second's bucket, which may get more rows; at least the
     * first bucket, but only buckets that have ended by second {@code old}.
     */
    public static BucketRange of(Tier tier, long first, long last, long old, LocalHours hours) {
        boolean local = tier == Tier.HOURS;
        long start = tier.start(first, hours);
        long firstEnd = tier.end(first, hours);
        long change = local ? hours.change(first) : Long.MAX_VALUE;
        long end = Math.max(firstEnd, Math.min(tier.start(last, hours), change));
        long ended = Math.min(end, tier.start(old, hours));
        return new BucketRange(start, Math.max(start, ended), tier.seconds(), local ? hours.offset(first) : 0);
    }

    public boolean isEmpty() {
        return end <= start;
    }
}
