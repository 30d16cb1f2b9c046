package netmon.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import netmon.model.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The machine and the user for whom netmon is installed.
 *
 * @param root the root of the file system; not {@code /} in tests only
 * @param home the home folder, from the environment or else from the user database
 * @param environment of the programs that setup runs
 */
public record SetupHost(OperatingSystem os, Path root, Path home, Map<String, String> environment) {
    public SetupHost {
        environment = Map.copyOf(environment);
    }

    /** The program of this name on the PATH; null if there is none. */
    @Nullable
    Path tool(String name) {
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            Path tool = Path.of(folder).resolve(name);
            if (tool.isAbsolute() && Files.isExecutable(tool)) {
                return tool;
            }
        }
        return null;
    }

    ProgramRunner programs() {
        return new ProgramRunner(environment);
    }

    /** Refuses work for all users without root, and work for one user under sudo. */
    public void requireRights(boolean system, String verb, String command) throws SetupException {
        if (system && !uid().equals("0")) {
            throw new SetupException("only root can " + verb + " netmon for all users: sudo " + command + " --system");
        }
        if (!system && !environment.getOrDefault("SUDO_USER", "").isEmpty()) {
            throw new SetupException("run this as yourself, without sudo: it " + verb + "s netmon for one user");
        }
    }

    /** The user id, as {@code id -u} prints it. */
    String uid() throws SetupException {
        Path id = tool("id");
        ProgramRunner.Result result = id == null ? null : programs().run(List.of(id.toString(), "-u"));
        if (result == null || !result.isOk()) {
            throw new SetupException("'id -u' does not print the user id");
        }
        return result.output().strip();
    }
}
