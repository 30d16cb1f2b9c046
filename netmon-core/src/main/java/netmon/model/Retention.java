package netmon.model;

import java.time.Duration;

/**
 * The ages up to which a row covers a second (at least an hour), at most a minute, and at most a quarter of an hour.
 * Older rows are merged into hours of the local clock, which stay forever.
 */
public record Retention(Duration seconds, Duration minutes, Duration quarters) {

    public static final Retention DEFAULT = new Retention(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(60));

    public Retention {
        if (seconds.toHours() < 1 || minutes.compareTo(seconds) < 0 || quarters.compareTo(minutes) < 0) {
            throw new IllegalArgumentException("rows must stay fine for at least an hour, and the finer ones no longer"
                    + " than the coarser: seconds " + seconds + ", minutes " + minutes + ", quarters " + quarters);
        }
    }
}
