package netmon.setup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs without a shell, waits for their end, and keeps the beginning of what they say. */
final class ProgramRunner {
    /** The slowest, which makes the class archives, takes 20 seconds on a slow machine. */
    private static final long LIMIT_SECONDS = 180;

    /** Enough for the sentence that says what is wrong. */
    private static final int MOST_BYTES = 8192;

    /** What a program did. Output and errors are one text. */
    record Result(int status, String output) {
        boolean isOk() {
            return status == 0;
        }
    }

    private ProgramRunner() {}

    static Result run(Map<String, String> environment, String... command) throws SetupException {
        return run(environment, List.of(command));
    }

    static Result run(Map<String, String> environment, List<String> command) throws SetupException {
        try {
            // Into a file, since a child of the program may keep a pipe open.
            Path output = Files.createTempFile("netmon-setup", ".out");
            try {
                return run(environment, command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new SetupException("cannot run " + String.join(" ", command) + ": " + e.getMessage(), e);
        }
    }

    private static Result run(Map<String, String> environment, List<String> command, Path output)
            throws IOException, SetupException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new SetupException(String.join(" ", command) + " does not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted", e);
        }
        try (InputStream in = Files.newInputStream(output)) {
            return new Result(
                    process.exitValue(), new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
        }
    }
}
