package netmon.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Check;
import netmon.model.Period;
import netmon.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Looks at all that doctor tells of. */
final class DoctorChecks {
    private final Session session;
    private final Bytes bytes;
    private final @Nullable String settingsFault;

    /** @param settingsFault why the settings file is not used; null where it is */
    DoctorChecks(Session session, Bytes bytes, @Nullable String settingsFault) {
        this.session = session;
        this.bytes = bytes;
        this.settingsFault = settingsFault;
    }

    /** Those of the database and its surroundings, then those that the service makes. */
    List<Check> all() {
        try (Examination examination = Examination.begin(session)) {
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
        Period today = new Periods(session.now(), session.zone(), 1).of(Span.TODAY);
        try {
            StatusReport report =
                    StatusReport.read(database, today, session.now().getEpochSecond());
            into.addAll(Findings.of(report, Surroundings.of(database, bytes)));
            return report.service().isSilent();
        } catch (StoreException e) {
            into.add(Findings.database(e));
            return false;
        }
    }
}
