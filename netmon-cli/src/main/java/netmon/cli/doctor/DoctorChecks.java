package netmon.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.PeriodParser;
import netmon.cli.session.Session;
import netmon.cli.status.StatusReport;
import netmon.cli.text.AmountFormat;
import netmon.model.Check;
import netmon.model.Period;
import netmon.model.StoreException;
import org.jspecify.annotations.Nullable;

/** Looks at all that doctor tells of. */
final class DoctorChecks {
    private final Session session;
    private final AmountFormat bytes;
    private final @Nullable String settingsFault;

    /** @param settingsFault why the settings file is not used; null where it is */
    DoctorChecks(Session session, AmountFormat bytes, @Nullable String settingsFault) {
        this.session = session;
        this.bytes = bytes;
        this.settingsFault = settingsFault;
    }

    /** Those of the database and its surroundings, then those that the service makes. */
    List<Check> all() {
        try (ServiceChecks examination = ServiceChecks.begin(session)) {
            List<Check> checks = new ArrayList<>();
            if (settingsFault != null) {
                checks.add(
                        Check.bad("command's settings", settingsFault, "mend that file, or get the right to read it"));
            }
            boolean silent = lookAtDatabase(checks);
            checks.addAll(examination.checks(silent));
            return checks;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up", e);
        }
    }

    /** Adds what the database and its surroundings tell. Returns whether a service has it that does not answer. */
    private boolean lookAtDatabase(List<Check> into) {
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
