package netmon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Check;
import netmon.model.Version;

/**
 * What surrounds a database.
 *
 * @param version of this command
 * @param ways in which its service is started
 * @param checks of the disk and of the file's rights
 */
record Surroundings(String version, Ways ways, List<Check> checks) {
    static Surroundings of(Path database, Bytes bytes) {
        List<Check> checks = new ArrayList<>();
        try {
            long usable = Files.getFileStore(database).getUsableSpace();
            checks.add(Findings.space(usable, bytes.of(usable)));
            checks.add(Findings.rights(
                    database,
                    Files.getOwner(database).getName(),
                    System.getProperty("user.name", ""),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(database)),
                    database.equals(Session.sharedDatabase())));
        } catch (IOException | UnsupportedOperationException e) {
            checks.add(Check.unknown("disk space", "the disk does not tell: " + e.getMessage()));
        }
        return new Surroundings(Version.number(), Ways.own(), checks);
    }
}
