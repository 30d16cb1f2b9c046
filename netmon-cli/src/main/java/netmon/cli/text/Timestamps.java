package netmon.cli.text;


import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Formats times. */
public final class Timestamps {
    private Timestamps() {}

    /** For people: {@code 2026-11-04 15:30:00}. */
    public static String text(long second, ZoneId zone) {
        String text =
                Instant.ofEpochSecond(second).atZone(zone).toLocalDateTime().toString();
        boolean withoutSeconds =
                text.indexOf(':') == text.lastIndexOf(':'); // LocalDateTime leaves out seconds that are 0
        return text.replace('T', ' ') + (withoutSeconds ? ":00" : "");
    }

    /** For programs: {@code 2026-11-04T15:30:00+01:00}. */
    public static String iso(long second, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochSecond(second).atZone(zone));
    }
}
