package netmon.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * The file that tells launchd or systemd of the service, and the name that they know it by. The command puts it there,
 * and the service's doctor looks for it.
 */
public final class UnitFile {
    /** For launchd; the file is called so, with {@code .plist} behind it. */
    public static final String LABEL = "com.netmon.service";

    /** For systemd; the file is called so too. */
    public static final String UNIT = "netmon.service";

    private static final String PLIST = LABEL + ".plist";

    private UnitFile() {}

    /** launchd's, of a service for all users. */
    public static Path daemon(Path root) {
        return root.resolve("Library/LaunchDaemons").resolve(PLIST);
    }

    /** launchd's, of a user's own. */
    public static Path agent(Path home) {
        return home.resolve("Library/LaunchAgents").resolve(PLIST);
    }

    /** systemd's, of a service for all users. */
    public static Path systemUnit(Path root) {
        return root.resolve("etc/systemd/system").resolve(UNIT);
    }

    /** systemd's, of a user's own: below {@code XDG_CONFIG_HOME} where that is a folder's absolute path. */
    public static Path userUnit(Path home, Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path configuration = folder.startsWith("/") ? Path.of(folder) : home.resolve(".config");
        return configuration.resolve("systemd/user").resolve(UNIT);
    }
}
