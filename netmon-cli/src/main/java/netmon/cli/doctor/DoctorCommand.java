package netmon.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.options.OutputFormat;
import netmon.cli.options.OutputOptions;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Check;
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
public final class DoctorCommand implements FastCommand {
    private static final int MOST_SECONDS = 86_400;

    private final Session session;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Writes down what this machine says, these answers and the end of the log, for a bug report.")
    private @Nullable Path record;

    @Option(names = "--seconds", paramLabel = "N", description = "How long to record; 20 without it.")
    private int seconds = 20;

    @Option(
            names = {"--anonymise", "--anonymize"},
            description = "Replaces addresses, names and paths below home in it.")
    private boolean anonymise;

    public DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(output);
    }

    @Override
    public boolean set(String option) {
        switch (option) {
            case "--anonymise", "--anonymize" -> anonymise = true;
            default -> {
                return FastCommand.super.set(option);
            }
        }
        return true;
    }

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--record" -> record = Path.of(value);
            case "--seconds" -> seconds = Integer.parseInt(value);
            default -> {
                return FastCommand.super.set(option, value);
            }
        }
        return true;
    }

    @Override
    public Integer call() {
        if (anonymise && record == null) {
            throw new UsageException("--anonymise belongs to --record");
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new UsageException("--seconds must be between 1 and " + MOST_SECONDS);
        }
        OutputFormat format = output.format(); // what is wrong with the options is said before a second is spent
        String fault = session.settingsFault(); // which is to be told with all else, and not instead
        List<Check> checks = new DoctorChecks(session, output.bytes(session), fault).all();
        return record == null ? tell(checks, format) : new BugReport(session, record, anonymise).write(seconds, checks);
    }

    private int tell(List<Check> checks, OutputFormat format) {
        DoctorReport report = new DoctorReport(checks);
        DoctorExport data = new DoctorExport(report, session.out());
        switch (format) {
            case JSON -> data.json(session.zone());
            case CSV -> data.csv();
            case ONE_LINE -> data.oneLine();
            case TEXT -> new DoctorPage(report, output.page(session, session.zone())).print();
        }
        return report.isBad() ? ExitCode.FAILED : ExitCode.OK;
    }
}
