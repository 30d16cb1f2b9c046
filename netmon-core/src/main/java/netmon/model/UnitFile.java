package netmon.model;

import java.nio.file.Path;
import java.util.Map;

/** The file and the name of the service for launchd or systemd; setup writes it, and doctor looks for it. */
public final class UnitFile {
    /** The service's name for launchd; the file has the ending {@code .plist}. */
    public static final String LABEL = "com.netmon.service";

    /** The service's and the file's name for systemd. */
    public static final String UNIT = "netmon.service";

    private static final String PLIST = LABEL + ".plist";

    private UnitFile() {}

    /** For launchd, a service for all users. */
    public static Path daemon(Path root) {
        return root.resolve("Library/LaunchDaemons").resolve(PLIST);
    }

    /** For launchd, a user's own service. */
    public static Path agent(Path home) {
        return home.resolve("Library/LaunchAgents").resolve(PLIST);
    }

    /** For systemd, a service for all users. */
    public static Path systemUnit(Path root) {
        return root.resolve("etc/systemd/system").resolve(UNIT);
    }

    /** For systemd, a service for all users that a package of the system brought. */
    public static Path packagedUnit(Path root) {
        return root.resolve("usr/lib/systemd/system").resolve(UNIT);
    }

    /** For systemd, a user's own service: below {@code XDG_CONFIG_HOME} where that is an absolute path. */
    public static Path userUnit(Path home, Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path configuration = folder.startsWith("/") ? Path.of(folder) : home.resolve(".config");
        return configuration.resolve("systemd/user").resolve(UNIT);
    }
}
