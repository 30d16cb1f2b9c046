package netmon.cli;

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
import org.jspecify.annotations.Nullable;

/** The program {@code netmon-service} beside this one, for what only it can look at. */
final class ServiceProgram {
    private static final String NAME = "netmon-service";

    /** No errand prints more. */
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;

    ServiceProgram(Path file) {
        this.file = file;
    }

    /**
     * What it did.
     *
     * @param status its exit status
     * @param out its standard output
     * @param err its standard error
     */
    record Answer(int status, String out, String err) {}

    /**
     * The one of this installation: {@code bin/netmon-service} where this is {@code bin/netmon}; null without. A test names
     * another by {@code NETMON_SERVICE}.
     */
    static @Nullable ServiceProgram find(Session session) {
        String named = session.variable("NETMON_SERVICE");
        if (!named.isEmpty()) {
            return new ServiceProgram(Path.of(named));
        }
        Path image = Image.folder();
        Path program = image == null ? null : image.resolve(NAME);
        return program != null && Files.isExecutable(program) ? new ServiceProgram(program) : null;
    }

    /**
     * Runs it to its end.
     *
     * @param limit how long it may take
     */
    Answer run(Duration limit, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(file.toString()));
        line.addAll(arguments);
        // Into files: a pipe that is full while the other one is read would stop it.
        Path out = Files.createTempFile("netmon", ".out");
        Path err = Files.createTempFile("netmon", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // Meant for this program's own Java: the other one would start this one's class, or overwrite its archive.
            builder.environment().keySet().removeAll(Set.of("NETMON_MAIN", "NETMON_JAVA_OPTIONS"));
            int status = await(builder.start(), limit);
            return new Answer(status, read(out), read(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private int await(Process process, Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(file + " did not end within " + limit.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
