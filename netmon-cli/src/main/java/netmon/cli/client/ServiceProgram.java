package netmon.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.session.InstalledFiles;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;

/** The program {@code netmon-service} beside this one, for what only it can look at. */
public final class ServiceProgram {
    private static final String NAME = "netmon-service";

    private final Path file;

    ServiceProgram(Path file) {
        this.file = file;
    }

    /**
     * The one of this installation: {@code bin/netmon-service} where this is {@code bin/netmon}; null without. A test names
     * another by {@code NETMON_SERVICE}.
     */
    static @Nullable public ServiceProgram find(Session session) {
        String named = session.variable("NETMON_SERVICE");
        if (!named.isEmpty()) {
            return new ServiceProgram(Path.of(named));
        }
        Path image = InstalledFiles.folder();
        Path program = image == null ? null : image.resolve(NAME);
        return program != null && Files.isExecutable(program) ? new ServiceProgram(program) : null;
    }

    /** Starts it, without waiting for its end. */
    public ServiceRun start(List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(file.toString()));
        line.addAll(arguments);
        return ServiceRun.start(line);
    }
}
