package netmon.cli.alerts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import netmon.cli.parse.UsageException;

/** Programs that people want the service to run. */
final class ProgramPath {
    private ProgramPath() {}

    /**
     * The absolute path of a program: a path as it stands, a mere name as a shell would find it.
     *
     * @param searched folders as in {@code PATH}
     */
    static Path find(String program, String searched) {
        try {
            List<String> folders =
                    program.indexOf('/') >= 0 ? List.of("") : List.of(searched.split(File.pathSeparator, -1));
            for (String folder : folders) {
                Path path = Path.of(folder, program).toAbsolutePath().normalize();
                if (Files.isRegularFile(path) && Files.isExecutable(path)) {
                    return path;
                }
            }
        } catch (InvalidPathException e) {
            throw new UsageException("'" + program + "' is no path: " + e.getReason());
        }
        throw new UsageException("there is no program '" + program + "'");
    }

    /** Throws if this user is not the database's owner, as whom the service would run it. */
    static void requireOwner(Path database) {
        try {
            String owner = Files.getOwner(database).getName();
            String user = ProcessHandle.current().info().user().orElse("");
            if (!owner.equals(user)) {
                throw new UsageException(
                        "a program would run as " + owner + ", and so only " + owner + " can set it, not " + user);
            }
        } catch (IOException e) {
            return; // there is no database, which is told by who needs it
        }
    }
}
