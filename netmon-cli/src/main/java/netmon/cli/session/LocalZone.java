package netmon.cli.session;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import netmon.store.files.ZoneLink;
import org.jspecify.annotations.Nullable;

/**
 * Finds the time zone of this machine by its name. {@link ZoneId#systemDefault} uses {@link TimeZone}, which first
 * reads a table of all time zones; that takes half as long as the start of Java.
 */
public final class LocalZone {
    private LocalZone() {}

    /** Sets a default zone, because the database driver creates a date format, which reads that table. */
    public static void avoidZoneTable() {
        TimeZone.setDefault(new SimpleTimeZone(0, "UTC"));
    }

    /** @param variable the environment variable {@code TZ}; empty if it is not set */
    static ZoneId find(String variable) {
        String name = variable.startsWith(":") ? variable.substring(1) : variable;
        if (name.isEmpty()) {
            name = System.getProperty("user.timezone", "");
        }
        if (name.isEmpty()) {
            name = ZoneLink.name(ZoneLink.FILE);
        }
        ZoneId zone = named(name);
        return zone != null ? zone : system();
    }

    private static @Nullable ZoneId named(String name) {
        try {
            return name.isEmpty() ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZoneId system() {
        TimeZone.setDefault(null); // undoes avoidZoneTable()
        return ZoneId.systemDefault();
    }
}
