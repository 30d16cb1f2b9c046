package netmon.service.alerts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that the service starts for a user and does not wait for. It gets no shell, no environment but what is given
 * here, no terminal, and a bounded time; what it prints is dropped.
 */
final class ChildProcess {
    /** Enough for a mail or a message over a slow network: a guess. */
    static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final File NOTHING = new File("/dev/null");

    private final String what;
    private final Process process;
    private final long end;

    private ChildProcess(String what, Process process, long end) {
        this.what = what;
        this.process = process;
        this.end = end;
    }

    /**
     * Starts a program.
     *
     * @param what it is for, as in {@code alert 3}
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

    /** As a log should name it. */
    String what() {
        return what;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit status, once it has ended. */
    int status() {
        return process.exitValue();
    }

    boolean isLate(long now) {
        return now - end > 0;
    }

    /** Kills it and what it started. */
    void kill() {
        // Listed before the program dies, since then they are no longer its descendants.
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
