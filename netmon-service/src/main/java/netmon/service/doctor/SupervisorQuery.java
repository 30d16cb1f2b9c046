package netmon.service.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import netmon.model.OperatingSystem;
import netmon.model.UnitFile;
import org.jspecify.annotations.Nullable;

/**
 * Asks launchd or systemd for the state of the service: of the one for all users if that is installed, else of the
 * user's own one. If neither is installed, no program is run.
 *
 * @param root the root folder, {@code /}
 * @param home the user's home folder
 * @param environment the user's environment, which may name another folder than {@code ~/.config}
 * @param uid the user's uid
 * @param output runs a command line and returns its output, which is empty if the program failed
 */
record SupervisorQuery(
        Path root, Path home, Map<String, String> environment, String uid, UnaryOperator<String> output) {
    /** The state; null if the system has no supervisor that netmon knows, as in a container. */
    @Nullable
    SupervisorState ask(OperatingSystem system) {
        return switch (system) {
            case MACOS -> launchd();
            case LINUX -> Files.isDirectory(root.resolve("run/systemd/system")) ? systemd() : null;
            case OTHER -> null;
        };
    }

    private SupervisorState launchd() {
        if (Files.exists(UnitFile.daemon(root))) {
            return SupervisorState.launchd(true, print("system"));
        }
        if (Files.notExists(UnitFile.agent(home))) {
            return SupervisorState.launchd(false, "");
        }
        String gui = print("gui/" + uid);
        return SupervisorState.launchd(true, gui.isEmpty() ? print("user/" + uid) : gui);
    }

    private String print(String domain) {
        return output.apply("launchctl print " + domain + "/" + UnitFile.LABEL);
    }

    private SupervisorState systemd() {
        String show = "/usr/bin/systemctl %s show " + UnitFile.UNIT
                + " -p LoadState -p ActiveState -p NRestarts -p ExecMainStatus";
        if (Files.exists(UnitFile.systemUnit(root)) || Files.exists(UnitFile.packagedUnit(root))) {
            return SupervisorState.systemd(true, output.apply(show.formatted("--system")));
        }
        if (Files.notExists(UnitFile.userUnit(home, environment))) {
            return SupervisorState.systemd(false, "");
        }
        // netmon clears the environment of the programs it runs; systemctl needs this variable to find the user's
        // systemd.
        String user = "env XDG_RUNTIME_DIR=/run/user/" + uid + " " + show.formatted("--user");
        return SupervisorState.systemd(true, output.apply(user));
    }
}
