package netmon.cli.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Formats times. */
public final class Timestamps {
    /** The last second of the year 9999, less a day for the zones that are ahead. */
    private static final long LAST_SECOND = 253_402_300_799L - 86_400;

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
}
