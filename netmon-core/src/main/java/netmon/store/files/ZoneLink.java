package netmon.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that says which zone the local clock is of. */
public final class ZoneLink {
    /** A link such as {@code /usr/share/zoneinfo/Europe/Berlin}, on Linux and on macOS. */
    public static final Path FILE = Path.of("/etc/localtime");

    private static final String FOLDER = "/zoneinfo/";

    private ZoneLink() {}

    /** The name in a link to a zone's file; empty where there is none. */
    public static String name(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            int folder = target.lastIndexOf(FOLDER);
            return folder < 0 ? "" : target.substring(folder + FOLDER.length());
        } catch (IOException e) {
            return ""; // a copy in place of a link, or neither
        }
    }
}
