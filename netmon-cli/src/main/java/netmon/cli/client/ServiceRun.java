package netmon.cli.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;

/** One run of netmon-service; {@link #close()} kills it if it is still running. */
public final class ServiceRun implements AutoCloseable {
    /** Limit of each output; no run prints more. */
    private static final int MAX_BYTES = 1 << 20;

    /** The exit status of a run, and what it wrote to standard output and to standard error. */
    public record Outcome(int status, String out, String err) {}

    // Output goes to files: a full pipe would stop the program while the other pipe is read.
    private final Path out;
    private final Path err;
    private final Process process;

    private ServiceRun(Path out, Path err, Process process) {
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /** The netmon-service beside this netmon, or NETMON_SERVICE, which tests set; null if there is none. */
    public static @Nullable Path program(Session session) {
        String named = session.variable("NETMON_SERVICE");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path image = InstalledFiles.folder();
        Path program = image == null ? null : image.resolve("netmon-service");
        return program != null && Files.isExecutable(program) ? program : null;
    }

    public static ServiceRun start(Path program, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(arguments);
        Path out = Files.createTempFile("netmon", ".out");
        Path err = Files.createTempFile("netmon", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // These are for this program's Java: the service would start the wrong class, or overwrite the class
            // archive.
            builder.environment().keySet().removeAll(Set.of("NETMON_MAIN", "NETMON_JAVA_OPTIONS"));
            return new ServiceRun(out, err, builder.start());
        } catch (IOException e) {
            delete(out, err);
            throw e;
        }
    }

    /**
     * Waits for the end of the run.
     *
     * @param limit how long the run may take
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
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }
}
