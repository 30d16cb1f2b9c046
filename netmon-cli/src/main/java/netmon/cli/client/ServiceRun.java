package netmon.cli.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A run of {@link ServiceProgram}. What is still at it when it is closed is killed. */
public final class ServiceRun implements AutoCloseable {
    /** No errand prints more. */
    private static final int MOST_BYTES = 1 << 20;

    /**
     * What came of it.
     *
     * @param status the program's exit status
     * @param out its standard output
     * @param err its standard error
     */
    public record Outcome(int status, String out, String err) {}

    // Files: a pipe that is full while the other one is read would stop the program.
    private final Path out;
    private final Path err;
    private final Process process;

    private ServiceRun(Path out, Path err, Process process) {
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /** @param line the program and its arguments */
    static ServiceRun start(List<String> line) throws IOException {
        Path out = Files.createTempFile("netmon", ".out");
        Path err = Files.createTempFile("netmon", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // Meant for this program's own Java: the other one would start this one's class, or overwrite its archive.
            builder.environment().keySet().removeAll(Set.of("NETMON_MAIN", "NETMON_JAVA_OPTIONS"));
            return new ServiceRun(out, err, builder.start());
        } catch (IOException e) {
            delete(out, err);
            throw e;
        }
    }

    /**
     * Waits for its end.
     *
     * @param limit how long it may take
     */
    public Outcome await(Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("netmon-service did not end within " + limit.toSeconds() + " s");
            }
            return new Outcome(process.exitValue(), read(out), read(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        delete(out, err);
    }

    private static void delete(Path out, Path err) throws IOException {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
