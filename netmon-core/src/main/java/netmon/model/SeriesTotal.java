package netmon.model;

/**
 * The state of a pushed series at the end of a push.
 *
 * @param at the moment of its last point, an epoch second
 * @param total the bytes since the beginning, purged ones included; it never falls
 * @param seen the bytes of the rows in the open blocks that are in the total already; see {@link PushMark}
 */
public record SeriesTotal(SeriesKey key, long at, Traffic total, Traffic seen) {}
