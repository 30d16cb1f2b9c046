package netmon.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import netmon.model.Check;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.store.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon doctor}: whether something is wrong with netmon, and what to do about it. */
@Command(
        name = "doctor",
        description = "Looks for what may be wrong with netmon, and says what to do about it.",
        footer = {
            "",
            "Exit status: 0 nothing is bad, 1 something is.",
            "",
            "Examples:",
            "  netmon doctor",
            "  netmon doctor --record report --seconds 20 --anonymise"
        })
final class DoctorCommand implements Callable<Integer> {
    /** Each source may take its time limit of 5 s, twice. */
    private static final Duration LONGEST_EXAMINATION = Duration.ofMinutes(1);

    /** What a recording may take beyond its seconds: reading all there is, and replacing names in it. */
    private static final Duration RECORDING_EXTRA = Duration.ofMinutes(5);

    private static final int MOST_SECONDS = 86_400;

    private final Session session;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Writes down what this machine says, for a bug report.")
    private @Nullable Path record;

    @Option(names = "--seconds", paramLabel = "N", description = "How long to record; 20 without it.")
    private int seconds = 20;

    @Option(
            names = {"--anonymise", "--anonymize"},
            description = "Replaces addresses, names and paths below home in the recording.")
    private boolean anonymise;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (anonymise && record == null) {
            throw new UsageException("--anonymise belongs to --record");
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new UsageException("--seconds must be between 1 and " + MOST_SECONDS);
        }
        return record == null ? examine() : writeDown(record);
    }

    private int examine() {
        Format format = output.format();
        DoctorReport report = new DoctorReport(checks());
        DoctorData data = new DoctorData(report, session.out());
        switch (format) {
            case JSON -> data.json(session.zone());
            case CSV -> data.csv();
            case ONE_LINE -> data.oneLine();
            case TEXT -> new DoctorPage(report, output.page(session, session.zone())).print();
        }
        return report.isBad() ? Exit.FAILED : Exit.OK;
    }

    private List<Check> checks() {
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
            return Findings.of(report, Surroundings.of(database, output.bytes(session)));
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

    private int writeDown(Path dir) {
        ServiceProgram program = ServiceProgram.find(session);
        List<String> line =
                new ArrayList<>(List.of("--record", dir.toString(), "--seconds", Integer.toString(seconds)));
        if (anonymise) {
            line.add("--anonymise");
        }
        try {
            if (program == null) {
                throw new IOException("there is no netmon-service beside this command");
            }
            ServiceProgram.Answer answer = program.run(RECORDING_EXTRA.plusSeconds(seconds), line);
            if (answer.status() != Exit.OK) {
                answer.err().lines().forEach(each -> session.err().println(PlainText.of(each)));
                return Exit.FAILED;
            }
            session.out()
                    .println(PlainText.of("recorded into " + dir
                            + (anonymise
                                    ? ", with other addresses, names and paths"
                                    : "; it tells who talked to whom")));
            return Exit.OK;
        } catch (IOException e) {
            session.err().println(PlainText.of("netmon: cannot record: " + e.getMessage()));
            return Exit.FAILED;
        }
    }
}
