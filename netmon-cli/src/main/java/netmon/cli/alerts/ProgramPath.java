package netmon.cli.alerts;

import netmon.cli.parse.UsageException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds programs that the service shall run. */
final class ProgramPath {
    private ProgramPath() {}

    /**
     * The absolute path of a program. A name without a slash is searched as a shell does.
     *
     * @param searched the folders, as in {@code PATH}
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

    /** Throws unless this user owns the database: the service runs programs as the owner. */
    static void requireOwner(Path database) {
        try {
            String owner = Files.getOwner(database).getName();
            String user = ProcessHandle.current().info().user().orElse("");
            if (!owner.equals(user)) {
                throw new UsageException(
                        "the program would run as " + owner + ", so only " + owner + " can set it, not " + user);
            }
        } catch (IOException e) {
            return; // without a database the command fails later, with a message
        }
    }
}
