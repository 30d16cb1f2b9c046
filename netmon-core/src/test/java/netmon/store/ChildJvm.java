package netmon.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a main class of the tests in a process that can be killed. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Starts the process.
     *
     * @param database the only argument; SQLite unpacks its native library beside it, and a killed process leaves that
     *     there
     */
    public static Process start(Class<?> program, Path database) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.tmpdir=" + database.toAbsolutePath().getParent(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        database.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
