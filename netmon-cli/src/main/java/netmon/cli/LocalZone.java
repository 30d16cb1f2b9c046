package netmon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Finds the zone of this machine by its name alone. {@link TimeZone}, which {@link ZoneId#systemDefault} asks, reads a
 * table of all the world's zones first, and that takes half as long as starting Java.
 */
final class LocalZone {
    /** A link such as {@code /usr/share/zoneinfo/Europe/Berlin}, on Linux and on macOS. */
    private static final Path LINK = Path.of("/etc/localtime");

    private static final String FOLDER = "/zoneinfo/";

    private LocalZone() {}

    /**
     * Keeps that table from being read on behalf of the database driver, which makes a date format for each connection;
     * netmon never uses it.
     */
    static void spareTheTable() {
        TimeZone.setDefault(new SimpleTimeZone(0, "UTC"));
    }

    /** @param variable the value of the environment's {@code TZ}; empty where there is none */
    static ZoneId find(String variable) {
        String name = variable.startsWith(":") ? variable.substring(1) : variable;
        if (name.isEmpty()) {
            name = System.getProperty("user.timezone", "");
        }
        if (name.isEmpty()) {
            name = linked(LINK);
        }
        ZoneId zone = named(name);
        return zone != null ? zone : system();
    }

    /** The name in a link to a zone's file; empty where there is none. */
    static String linked(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            int folder = target.lastIndexOf(FOLDER);
            return folder < 0 ? "" : target.substring(folder + FOLDER.length());
        } catch (IOException e) {
            return ""; // a copy in place of a link, or neither
        }
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
