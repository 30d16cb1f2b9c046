package netmon.cli.doctor;

import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.PeriodParser;
import netmon.cli.session.Session;
import netmon.cli.status.StatusReport;
import netmon.cli.text.AmountFormat;
import netmon.model.Check;
import netmon.model.Period;
import netmon.model.StoreException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs all checks of doctor. */
final class DoctorChecks {
    private final Session session;
    private final AmountFormat bytes;
    private final @Nullable String settingsFault;

    /** @param settingsFault the error in the settings file; null if there is none */
    DoctorChecks(Session session, AmountFormat bytes, @Nullable String settingsFault) {
        this.session = session;
        this.bytes = bytes;
        this.settingsFault = settingsFault;
    }

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
            into.addAll(DatabaseChecks.of(report, DiskChecks.of(database, bytes)));
            return report.service().isSilent();
        } catch (StoreException e) {
            into.add(DatabaseChecks.database(e));
            return false;
        }
    }
}
