package netmon.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine and who is at it.
 *
 * @param root the folder in which the system's own folders are; other than {@code /} only in tests
 * @param home the user's home, from the environment or, where that says none, from the user database
 * @param environment of the programs that are run
 */
public record SetupHost(SetupPlatform os, Path root, Path home, Map<String, String> environment) {
    public SetupHost {
        environment = Map.copyOf(environment);
    }

    /** The program of this name on the PATH; null where there is none. */
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

    /** Whether root is asking in the place of a user. */
    boolean isSudo() {
        return !environment.getOrDefault("SUDO_USER", "").isEmpty();
    }

    /** The user's number, as {@code id -u} prints it. */
    String uid() throws SetupException {
        Path id = tool("id");
        ProgramRunner.Result result = id == null ? null : ProgramRunner.run(environment, id.toString(), "-u");
        if (result == null || !result.isOk()) {
            throw new SetupException("'id -u' does not tell who is asking");
        }
        return result.output().strip();
    }
}
