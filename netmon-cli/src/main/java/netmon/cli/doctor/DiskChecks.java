package netmon.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.session.Session;
import netmon.cli.text.AmountFormat;
import netmon.model.Check;
import netmon.model.Version;

/**
 * What surrounds a database.
 *
 * @param version of this command
 * @param ways in which its service is started
 * @param checks of the disk and of the file's rights
 */
record DiskChecks(String version, StartInstructions ways, List<Check> checks) {
    static DiskChecks of(Path database, AmountFormat bytes) {
        List<Check> checks = new ArrayList<>();
        try {
            long usable = Files.getFileStore(database).getUsableSpace();
            checks.add(DatabaseChecks.space(usable, bytes.of(usable)));
            checks.add(DatabaseChecks.rights(
                    database,
                    Files.getOwner(database).getName(),
                    System.getProperty("user.name", ""),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(database)),
                    database.equals(Session.sharedDatabase())));
        } catch (IOException | UnsupportedOperationException e) {
            checks.add(Check.unknown("disk space", "the disk does not tell: " + e.getMessage()));
        }
        return new DiskChecks(Version.number(), StartInstructions.own(), checks);
    }
}
