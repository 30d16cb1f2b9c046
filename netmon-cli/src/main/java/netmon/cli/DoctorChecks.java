package netmon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Check;
import netmon.model.Period;
import netmon.store.StoreException;

/** Looks at all that doctor tells of. */
final class DoctorChecks {
    /** Each source may take its time limit of 5 s, twice. */
    private static final Duration LONGEST_EXAMINATION = Duration.ofMinutes(1);

    private final Session session;
    private final Bytes bytes;

    DoctorChecks(Session session, Bytes bytes) {
        this.session = session;
        this.bytes = bytes;
    }

    /** Those of the database and its surroundings, then those that the service's program makes. */
    List<Check> all() {
        List<Check> checks = new ArrayList<>(ofDatabase());
        try {
            ServiceProgram program = ServiceProgram.find(session);
            if (program == null) {
                checks.add(Check.bad(
                        "program", "there is no netmon-service beside this command", "build it: scripts/build"));
                return checks;
            }
            List<String> arguments =
                    List.of("--doctor", "--db", session.database().toString());
            ServiceProgram.Answer answer = program.run(LONGEST_EXAMINATION, arguments);
            List<Check> others = parse(answer.out());
            checks.addAll(others);
            if (others.isEmpty()) {
                checks.add(Check.bad(
                        "program", "netmon-service says: " + answer.err().strip(), "build it: scripts/build"));
            }
        } catch (IOException e) {
            checks.add(Check.bad("program", String.valueOf(e.getMessage()), "build it: scripts/build"));
        }
        return checks;
    }

    private List<Check> ofDatabase() {
        Path database = session.database();
        Period today = new Periods(session.now(), session.zone(), 1).of(Span.TODAY);
        try {
            StatusReport report =
                    StatusReport.read(database, today, session.now().getEpochSecond());
            return Findings.of(report, Surroundings.of(database, bytes));
        } catch (StoreException e) {
            return List.of(Check.bad(
                    "database",
                    String.valueOf(e.getMessage()),
                    e.kind() == StoreException.Kind.MISSING
                            ? "start the service, or name another with --db"
                            : "netmon verify tells more; netmon-service keeps a damaged one aside and begins anew"));
        }
    }

    private static List<Check> parse(String lines) {
        List<Check> checks = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            Check check = Check.parse(line);
            if (check != null) {
                checks.add(check);
            }
        }
        return checks;
    }
}
