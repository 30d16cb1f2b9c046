package netmon.model;

import java.time.Duration;

/**
 * How long rows keep their resolution. Older rows are merged into hours of the local clock, which stay forever.
 *
 * @param seconds the age up to which a row covers one second; at least an hour
 * @param minutes the age up to which a row covers at most a minute
 * @param quarters the age up to which a row covers at most a quarter of an hour
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
