package netmon.store.blocks;

import java.time.Duration;

/**
 * How long rows stay as fine as they are. What is older than all of these is kept by hours of the local clock, without
 * end.
 *
 * @param seconds for how long a row is of one second; at least an hour
 * @param minutes for how long a row is of at most a minute
 * @param quarters for how long a row is of at most a quarter of an hour
 */
public record Retention(Duration seconds, Duration minutes, Duration quarters) {
    private static final Duration LEAST = Duration.ofHours(1);

    public static final Retention DEFAULT = new Retention(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(60));

    public Retention {
        if (seconds.compareTo(LEAST) < 0 || minutes.compareTo(seconds) < 0 || quarters.compareTo(minutes) < 0) {
            throw new IllegalArgumentException("rows must stay fine for at least an hour, and the finer ones no longer"
                    + " than the coarser: seconds " + seconds + ", minutes " + minutes + ", quarters " + quarters);
        }
    }

    /** For how many seconds rows of this tier are kept; without end for the last one. */
    public long kept(Tier tier) {
        return switch (tier) {
            case SECONDS -> seconds.toSeconds();
            case MINUTES -> minutes.toSeconds();
            case QUARTERS -> quarters.toSeconds();
            case HOURS -> Long.MAX_VALUE;
        };
    }
}
