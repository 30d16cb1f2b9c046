package netmon.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import netmon.scan.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Asks launchd or systemd what it knows of the service: of the one for all users where that is installed, else of the
 * user's own.
 *
 * @param root the folder that system-wide files lie below: {@code /}
 * @param home the user's
 * @param configuration the user's, where systemd looks for units: {@code ~/.config}
 * @param uid the user's number
 * @param answer runs a command line and returns what it printed; nothing if it failed
 */
record Supervisors(Path root, Path home, Path configuration, String uid, UnaryOperator<String> answer) {
    private static final String LABEL = "com.netmon.service";
    private static final String UNIT = "netmon.service";

    /** Null where the system has none that netmon knows, as in a container. */
    @Nullable
    Supervisor ask(String system) {
        return switch (system) {
            case Platform.MACOS -> launchd();
            case Platform.LINUX -> Files.isDirectory(root.resolve("run/systemd/system")) ? systemd() : null;
            default -> null;
        };
    }

    private Supervisor launchd() {
        String file = LABEL + ".plist";
        if (Files.exists(root.resolve("Library/LaunchDaemons").resolve(file))) {
            return Supervisor.launchd(true, print("system"));
        }
        String gui = print("gui/" + uid);
        return Supervisor.launchd(
                Files.exists(home.resolve("Library/LaunchAgents").resolve(file)),
                gui.isEmpty() ? print("user/" + uid) : gui);
    }

    private String print(String domain) {
        return answer.apply("launchctl print " + domain + "/" + LABEL);
    }

    private Supervisor systemd() {
        String show =
                "/usr/bin/systemctl %s show " + UNIT + " -p LoadState -p ActiveState -p NRestarts -p ExecMainStatus";
        if (Files.exists(root.resolve("etc/systemd/system").resolve(UNIT))) {
            return Supervisor.systemd(true, answer.apply(show.formatted("--system")));
        }
        // The tools' environment is cleared, and without this variable systemctl does not find the user's systemd.
        String user = "env XDG_RUNTIME_DIR=/run/user/" + uid + " " + show.formatted("--user");
        return Supervisor.systemd(
                Files.exists(configuration.resolve("systemd/user").resolve(UNIT)), answer.apply(user));
    }
}
