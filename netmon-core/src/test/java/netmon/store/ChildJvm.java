package netmon.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program of the tests as a process of its own, which can be killed. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Starts it.
     *
     * @param database its only argument; beside it SQLite puts its native library, which a killed process leaves behind
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
