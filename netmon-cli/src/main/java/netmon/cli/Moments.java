package netmon.cli;

import java.time.Instant;
import java.time.ZoneId;

/** Writes moments for people: {@code 2026-11-04 15:30:00}. */
final class Moments {
    private Moments() {}

    static String text(long second, ZoneId zone) {
        String text =
                Instant.ofEpochSecond(second).atZone(zone).toLocalDateTime().toString();
        boolean withoutSeconds = text.indexOf(':') == text.lastIndexOf(':'); // which are left out where they are 0
        return text.replace('T', ' ') + (withoutSeconds ? ":00" : "");
    }
}
