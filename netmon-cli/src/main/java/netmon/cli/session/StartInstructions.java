package netmon.cli.session;

import java.nio.file.Files;
import java.nio.file.Path;
import netmon.model.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The commands that start the service, in the way in which this netmon is installed.
 *
 * @param start starts it
 * @param restart stops and starts it
 * @param stop stops it until the next start of the system or the next login
 * @param repair what to do if a program is missing
 */
public record StartInstructions(String start, String restart, String stop, String repair) {
    private static final String DEBIAN_FOLDER = "usr/lib/netmon";

    /** Where the package manager of Debian lists the files of its package. */
    private static final String DEBIAN_LIST = "var/lib/dpkg/info/netmon.list";

    private static final String AGENT = "com.netmon.service";

    /** A folder in the path of everything that Homebrew installs. */
    private static final Path CELLAR = Path.of("Cellar");

    /** The instructions for this program. */
    public static StartInstructions own() {
        return of(
                Path.of("/"),
                InstalledFiles.folder(),
                Session.sharedDatabase() != null,
                Path.of("").toAbsolutePath());
    }

    /**
     * The instructions for an image of netmon.
     *
     * @param root the root folder, {@code /}
     * @param image the folder of its launchers; null without launchers
     * @param shared whether it is installed for all users
     * @param current the folder in which the user types the command
     */
    static StartInstructions of(Path root, @Nullable Path image, boolean shared, Path current) {
        if (image != null && image.equals(root.resolve(DEBIAN_FOLDER)) && Files.exists(root.resolve(DEBIAN_LIST))) {
            return new StartInstructions(
                    "sudo systemctl start netmon",
                    "sudo systemctl restart netmon",
                    "sudo systemctl stop netmon",
                    "install the package netmon again");
        }
        for (Path each : image == null ? Path.of("") : image) {
            if (each.equals(CELLAR)) {
                return new StartInstructions(
                        "brew services start netmon",
                        "brew services restart netmon",
                        "brew services stop netmon",
                        "brew reinstall netmon");
            }
        }
        String setup = shared ? "sudo netmon setup --system" : "netmon setup";
        if (image == null || InstalledFiles.installedPrefix(image) != null) {
            return new StartInstructions(setup, setup, stop(shared), "install it again: " + setup);
        }
        return ofFolder(image, current);
    }

    /** The instructions for a folder that was built or unpacked, but not installed. */
    private static StartInstructions ofFolder(Path image, Path current) {
        Path sources = image.resolveSibling("scripts");
        if (Files.exists(sources.resolve("start"))) {
            String scripts = sources.equals(current.resolve("scripts")) ? "scripts" : sources.toString();
            return new StartInstructions(
                    scripts + "/start",
                    scripts + "/stop && " + scripts + "/start",
                    scripts + "/stop",
                    "build it: " + scripts + "/build");
        }
        String setup = (image.equals(current) ? "." : image.toString()) + "/netmon setup";
        return new StartInstructions(setup, setup, stop(false), "unpack the archive again");
    }

    private static String stop(boolean shared) {
        return switch (OperatingSystem.current()) {
            case MACOS -> shared ? "sudo launchctl bootout system/" + AGENT : "launchctl bootout gui/$(id -u)/" + AGENT;
            case LINUX, OTHER -> shared ? "sudo systemctl stop netmon" : "systemctl --user stop netmon";
        };
    }
}
