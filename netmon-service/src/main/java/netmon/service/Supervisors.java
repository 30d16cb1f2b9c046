package netmon.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import netmon.model.UnitFile;
import netmon.scan.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Asks launchd or systemd what it knows of the service: of the one for all users where that is installed, else of the
 * user's own. Where neither is, nobody is asked.
 *
 * @param root the folder that system-wide files lie below: {@code /}
 * @param home the user's
 * @param environment the user's, which may name another folder than {@code ~/.config}
 * @param uid the user's number
 * @param answer runs a command line and returns what it printed; nothing if it failed
 */
record Supervisors(Path root, Path home, Map<String, String> environment, String uid, UnaryOperator<String> answer) {
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
        if (Files.exists(UnitFile.daemon(root))) {
            return Supervisor.launchd(true, print("system"));
        }
        if (Files.notExists(UnitFile.agent(home))) {
            return Supervisor.launchd(false, "");
        }
        String gui = print("gui/" + uid);
        return Supervisor.launchd(true, gui.isEmpty() ? print("user/" + uid) : gui);
    }

    private String print(String domain) {
        return answer.apply("launchctl print " + domain + "/" + UnitFile.LABEL);
    }

    private Supervisor systemd() {
        String show = "/usr/bin/systemctl %s show " + UnitFile.UNIT
                + " -p LoadState -p ActiveState -p NRestarts -p ExecMainStatus";
        if (Files.exists(UnitFile.systemUnit(root))) {
            return Supervisor.systemd(true, answer.apply(show.formatted("--system")));
        }
        if (Files.notExists(UnitFile.userUnit(home, environment))) {
            return Supervisor.systemd(false, "");
        }
        // The tools' environment is cleared, and without this variable systemctl does not find the user's systemd.
        String user = "env XDG_RUNTIME_DIR=/run/user/" + uid + " " + show.formatted("--user");
        return Supervisor.systemd(true, answer.apply(user));
    }
}
