package netmon.cli.setup;

import java.nio.file.Path;

/**
 * Where everything is put.
 *
 * @param prefix such as {@code ~/.local}
 * @param data the folder of the database
 * @param unit the file that tells launchd or systemd of the service
 */
record Places(Path prefix, Path data, Path unit) {
    static Places of(Host host, Path prefix, boolean system) {
        Path root = host.root();
        Path home = host.home();
        return switch (host.os()) {
            case MACOS ->
                system
                        ? new Places(
                                prefix,
                                root.resolve("Library/Application Support/netmon"),
                                root.resolve("Library/LaunchDaemons").resolve(Manager.LABEL + ".plist"))
                        : new Places(
                                prefix,
                                home.resolve(".netmon"),
                                home.resolve("Library/LaunchAgents").resolve(Manager.LABEL + ".plist"));
            case LINUX ->
                system
                        ? new Places(
                                prefix,
                                root.resolve("var/lib/netmon"),
                                root.resolve("etc/systemd/system").resolve(Manager.UNIT))
                        : new Places(
                                prefix,
                                home.resolve(".netmon"),
                                configuration(host).resolve("systemd/user").resolve(Manager.UNIT));
        };
    }

    /** The launchers, and in {@code lib} what they need. */
    Path image() {
        return prefix.resolve("lib/netmon");
    }

    Path program() {
        return image().resolve("netmon-service");
    }

    Path command(String name) {
        return prefix.resolve("bin").resolve(name);
    }

    Path database() {
        return data.resolve("netmon.db");
    }

    Path log() {
        return data.resolve("netmon-service.log");
    }

    /** What the service says before it has its log, and after. */
    Path out() {
        return data.resolve("netmon-service.out");
    }

    private static Path configuration(Host host) {
        String folder = host.environment().getOrDefault("XDG_CONFIG_HOME", "");
        return folder.startsWith("/") ? Path.of(folder) : host.home().resolve(".config");
    }
}
