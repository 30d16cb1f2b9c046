package netmon.store.detail;

import java.time.Duration;
import netmon.store.blocks.LocalHours;

/** How much time one row of the detail covers. The database stores the number. */
enum DetailTier {
    /** A minute that is being written: its rows are not complete. */
    OPEN(0, 0, Long.MAX_VALUE),
    MINUTES(1, Limits.ROWS_A_MINUTE, Duration.ofDays(1).toSeconds()),
    HOURS(2, Limits.ROWS_AN_HOUR, Duration.ofDays(30).toSeconds()),
    DAYS(3, Limits.ROWS_A_DAY, Long.MAX_VALUE);

    /** The most rows of known origin in a bucket; the bytes of the others are summed by application and network. */
    static final class Limits {
        static final int ROWS_A_MINUTE = 200;
        static final int ROWS_AN_HOUR = 500;
        static final int ROWS_A_DAY = 5_000;

        private Limits() {}
    }

    private final int number;
    private final int most;
    private final long kept;

    DetailTier(int number, int most, long kept) {
        this.number = number;
        this.most = most;
        this.kept = kept;
    }

    static DetailTier of(int number) {
        return values()[number];
    }

    int number() {
        return number;
    }

    int most() {
        return most;
    }

    /** The age in seconds at which its buckets are merged into those of the next tier. */
    long kept() {
        return kept;
    }

    DetailTier next() {
        return values()[number + 1];
    }

    /** The first second of the hour or day that contains {@code second}. */
    long start(long second, LocalHours hours) {
        return this == DAYS ? hours.dayStart(second) : hours.start(second);
    }

    /** The first second after the hour or day that contains {@code second}. */
    long end(long second, LocalHours hours) {
        return this == DAYS ? hours.dayEnd(second) : hours.end(second);
    }
}
