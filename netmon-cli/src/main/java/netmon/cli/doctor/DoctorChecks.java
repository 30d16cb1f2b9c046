package netmon.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.PeriodParser;
import netmon.cli.session.Session;
import netmon.cli.session.StartInstructions;
import netmon.cli.status.StatusReport;
import netmon.cli.text.AmountFormat;
import netmon.model.Check;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Runs all checks of doctor.
 *
 * @param settingsFault the error in the settings file; null if there is none
 */
record DoctorChecks(
        Session session, AmountFormat bytes, @Nullable String settingsFault) {
    /** In such a folder nobody can replace the file of another user. */
    private static final int STICKY = 01000;

    /** The checks of the database and its surroundings, then those that the service makes. */
    List<Check> all() {
        try (ServiceChecks ofService = ServiceChecks.start(session)) {
            List<Check> checks = new ArrayList<>();
            if (settingsFault != null) {
                checks.add(Check.bad(
                        "command's settings", settingsFault, "correct that file, or get the permission to read it"));
            }
            boolean silent = checkDatabase(checks);
            checks.addAll(ofService.checks(silent));
            return checks;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up", e);
        }
    }

    /** Adds the checks of the database. Returns whether its service runs but does not answer. */
    private boolean checkDatabase(List<Check> into) {
        Path database = session.database();
        Period today = new PeriodParser(session.now(), session.zone(), 1).of(NamedPeriod.TODAY);
        try {
            StatusReport report =
                    StatusReport.read(database, today, session.now().getEpochSecond());
            into.addAll(DatabaseChecks.of(report, StartInstructions.own(), Version.number()));
            into.addAll(diskChecks(database));
            into.addAll(PushChecks.of(session));
            return report.service().isSilent();
        } catch (StoreException e) {
            into.add(DatabaseChecks.database(e, StartInstructions.own()));
            return false;
        }
    }

    /** The rights of the file; also those to write into its folder, which allow to replace it. */
    private static String rights(Path database) throws IOException {
        Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(database));
        Path folder = database.toAbsolutePath().getParent();
        boolean isSticky = folder != null
                && Files.getAttribute(folder, "unix:mode") instanceof Integer mode
                && (mode & STICKY) != 0;
        if (folder != null && !isSticky) {
            Set<PosixFilePermission> ofFolder = Files.getPosixFilePermissions(folder);
            for (PosixFilePermission each :
                    List.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)) {
                if (ofFolder.contains(each)) {
                    rights.add(each);
                }
            }
        }
        return PosixFilePermissions.toString(rights);
    }

    private List<Check> diskChecks(Path database) {
        List<Check> checks = new ArrayList<>();
        try {
            long usable = database.toFile().getUsableSpace(); // works in a chroot, where Java knows no mount
            checks.add(FileChecks.space(usable, bytes.of(usable)));
            checks.add(FileChecks.rights(
                    database,
                    Files.getOwner(database).getName(),
                    System.getProperty("user.name", ""),
                    rights(database),
                    database.equals(Session.sharedDatabase()),
                    database.toAbsolutePath().startsWith(session.variable("HOME"))));
        } catch (IOException | UnsupportedOperationException e) {
            checks.add(Check.unknown("disk space", "the disk cannot be read: " + e.getMessage()));
        }
        return checks;
    }
}
