package netmon.service.alerts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that the service starts for a user and does not wait for. It has no shell, no terminal, only the given
 * environment, and a time limit. Its output is dropped.
 *
 * @param what its purpose and its path, for the log
 * @param end the time on the monotonic clock at which it is killed
 */
record ChildProcess(String what, Process process, long end) {
    /** The time limit. It is a guess that allows a mail or a message over a slow network. */
    static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final File NOTHING = new File("/dev/null");

    /**
     * Starts a program.
     *
     * @param what its purpose in the log, such as {@code alert 3}
     * @param words its absolute path and its arguments
     * @param now the monotonic clock
     */
    static ChildProcess start(String what, List<String> words, Map<String, String> environment, long now)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectInput(NOTHING)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ChildProcess(what + ": " + words.get(0), builder.start(), now + LIMIT_NANOS);
    }

    /** Kills the program and its descendants. */
    void kill() {
        // Listed first, because processes with a dead parent are no longer its descendants.
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
