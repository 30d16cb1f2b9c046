package netmon.cli.client;

import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program {@code netmon-service} of this installation, which makes checks and recordings. */
public final class ServiceProgram {
    private static final String NAME = "netmon-service";

    private final Path file;

    ServiceProgram(Path file) {
        this.file = file;
    }

    /**
     * Finds {@code bin/netmon-service} beside {@code bin/netmon}; null if there is none. A test names another
     * program by {@code NETMON_SERVICE}.
     */
    public static @Nullable ServiceProgram find(Session session) {
        String named = session.variable("NETMON_SERVICE");
        if (!named.isEmpty()) {
            return new ServiceProgram(Path.of(named));
        }
        Path image = InstalledFiles.folder();
        Path program = image == null ? null : image.resolve(NAME);
        return program != null && Files.isExecutable(program) ? new ServiceProgram(program) : null;
    }

    /** Starts the program, without waiting for its end. */
    public ServiceRun start(List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(file.toString()));
        line.addAll(arguments);
        return ServiceRun.start(line);
    }
}
