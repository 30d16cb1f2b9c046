package netmon.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the name of the local time zone from the system. */
public final class ZoneLink {
    /** On Linux and macOS a link to a file such as {@code /usr/share/zoneinfo/Europe/Berlin}. */
    public static final Path FILE = Path.of("/etc/localtime");

    private static final String FOLDER = "/zoneinfo/";

    private ZoneLink() {}

    /** The name of the zone that the link points to; empty if it points to none. */
    public static String name(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            int folder = target.lastIndexOf(FOLDER);
            return folder < 0 ? "" : target.substring(folder + FOLDER.length());
        } catch (IOException e) {
            return ""; // a copy instead of a link, or no file
        }
    }
}
