package netmon.cli.doctor;

import netmon.cli.session.Session;
import netmon.cli.text.AmountFormat;
import netmon.model.Check;
import netmon.model.Version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The surroundings of a database.
 *
 * @param version the version of this command
 * @param instructions how to start its service
 * @param checks the checks of the disk and of the permissions
 */
record DiskChecks(String version, StartInstructions instructions, List<Check> checks) {
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
            checks.add(Check.unknown("disk space", "the disk cannot be read: " + e.getMessage()));
        }
        return new DiskChecks(Version.number(), StartInstructions.own(), checks);
    }
}
