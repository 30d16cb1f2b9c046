package netmon.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Formats times and lengths of time. */
public final class Timestamps {
    /** The last second of the year 9999, less a day for the zones that are ahead. */
    private static final long LAST_SECOND = 253_402_300_799L - 86_400;

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    /** Up to this many of a unit it is not replaced by the next one. */
    private static final long MOST = 120;

    /** With more hours the minutes are of no interest. */
    private static final long MOST_HOURS = 10;

    private Timestamps() {}

    /** For people: {@code 2026-11-04 15:30:00}. */
    public static String text(long second, ZoneId zone) {
        String text = instant(second).atZone(zone).toLocalDateTime().toString();
        boolean withoutSeconds =
                text.indexOf(':') == text.lastIndexOf(':'); // LocalDateTime leaves out seconds that are 0
        return text.replace('T', ' ') + (withoutSeconds ? ":00" : "");
    }

    /** For programs: {@code 2026-11-04T15:30:00+01:00}. */
    public static String iso(long second, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant(second).atZone(zone));
    }

    /** The time of a second; the last one of the year 9999 if it is later, as a time of another program may be. */
    public static Instant instant(long second) {
        return Instant.ofEpochSecond(Math.max(0, Math.min(second, LAST_SECOND)));
    }

    /** A length of time, such as {@code 9 s}, {@code 12 min}, {@code 3 h 30 min} or {@code 82 h}. */
    public static String length(long seconds) {
        if (seconds <= MOST) {
            return seconds + " s";
        }
        long minutes = round(seconds, MINUTE);
        if (minutes <= MOST || minutes > MOST_HOURS * MINUTE) {
            return minutes <= MOST ? minutes + " min" : round(seconds, HOUR) + " h";
        }
        long rest = minutes % MINUTE;
        return minutes / MINUTE + " h" + (rest == 0 ? "" : " " + rest + " min");
    }

    private static long round(long seconds, long unit) {
        return (seconds + unit / 2) / unit;
    }
}
