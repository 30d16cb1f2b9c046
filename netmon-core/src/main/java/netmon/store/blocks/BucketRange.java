package netmon.store.blocks;

/**
 * Buckets of one length that follow each other, for SQL to tell which one a second is in. The first one may be shorter:
 * an hour of the local clock in which it was set.
 *
 * @param start the first second
 * @param end the first second after them
 * @param length of a bucket, seconds
 * @param ahead a bucket begins where the seconds and these ones can be divided by the length
 */
public record BucketRange(long start, long end, long length, long ahead) {
    /** The first second of the bucket of a row, where ?1 is the start, ?2 what is ahead and ?3 the length. */
    public static final String SQL = "max(?1, timestamp - ((timestamp + ?2) % ?3 + ?3) % ?3)";

    /**
     * Those that begin with the first second's and end with the last second's, which is left out unless it is the only
     * one: there may be more rows in it.
     *
     * @param old only buckets that have ended by then
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
