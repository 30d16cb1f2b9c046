package netmon.cli.session;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import netmon.store.files.ZoneLink;
import org.jspecify.annotations.Nullable;

/**
 * Finds the zone of this machine by its name alone. {@link TimeZone}, which {@link ZoneId#systemDefault} asks, reads a
 * table of all the world's zones first, and that takes half as long as starting Java.
 */
public final class LocalZone {
    private LocalZone() {}

    /**
     * Keeps that table from being read on behalf of the database driver, which makes a date format for each connection;
     * netmon never uses it.
     */
    public static void spareTheTable() {
        TimeZone.setDefault(new SimpleTimeZone(0, "UTC"));
    }

    /** @param variable the value of the environment's {@code TZ}; empty where there is none */
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
        TimeZone.setDefault(null); // back to what the machine says
        return ZoneId.systemDefault();
    }
}
