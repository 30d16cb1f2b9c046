package netmon.store.detail;

import java.time.Duration;
import netmon.store.blocks.LocalHours;

/**
 * How much time one row of the detail covers. The database stores the number. The tiers up to {@link #DAYS} divide the
 * time without an overlap; the others repeat a part of it, for answers about a part of an hour or of a day.
 */
enum DetailTier {
    /** A time, usually a minute, that is being written: its rows are not complete. */
    OPEN(0, Long.MAX_VALUE),
    MINUTES(1, Long.MAX_VALUE),
    HOURS(2, Long.MAX_VALUE),
    DAYS(3, Long.MAX_VALUE),

    /** Minutes whose bytes are a part of an hour as well. */
    SUMMED_MINUTES(4, Duration.ofDays(1).toSeconds()),

    /** Hours whose bytes are a part of a day as well. */
    SUMMED_HOURS(5, Duration.ofDays(30).toSeconds());

    /** The most rows of known origin in a bucket; the bytes of the others are summed by application and network. */
    static final class Limits {
        static final int ROWS_A_MINUTE = 200;
        static final int ROWS_AN_HOUR = 500;
        static final int ROWS_A_DAY = 5_000;

        private static final long MINUTE_SECONDS = 60;
        private static final long HOUR_SECONDS = 3600;

        private Limits() {}

        /** @param seconds the length of the bucket */
        static int of(long seconds) {
            return seconds <= MINUTE_SECONDS ? ROWS_A_MINUTE : seconds <= HOUR_SECONDS ? ROWS_AN_HOUR : ROWS_A_DAY;
        }
    }

    private final int number;
    private final long kept;

    DetailTier(int number, long kept) {
        this.number = number;
        this.kept = kept;
    }

    static DetailTier of(int number) {
        return values()[number];
    }

    int number() {
        return number;
    }

    /** The age in seconds at which its buckets are deleted. */
    long kept() {
        return kept;
    }

    /** The tier in which its buckets are summed. */
    DetailTier next() {
        return this == SUMMED_MINUTES ? HOURS : this == SUMMED_HOURS ? DAYS : values()[number + 1];
    }

    /** The tier of its buckets once they are a part of the next one. */
    DetailTier summed() {
        return this == HOURS ? SUMMED_HOURS : SUMMED_MINUTES;
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
