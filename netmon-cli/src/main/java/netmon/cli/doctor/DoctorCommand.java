package netmon.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Check;
import org.jspecify.annotations.Nullable;

/** {@code netmon doctor}: finds problems of netmon, and says what to do about them. */
public final class DoctorCommand extends CliCommand {
    private static final int MOST_SECONDS = 86_400;

    private final OutputOptions output = new OutputOptions(arguments);
    private final CommandArgument<Path> record = arguments.file(
            "--record",
            "FILE",
            "Record what this machine reports, the checks and the end of the log into one file, for a bug report.");
    private final CommandArgument<Integer> seconds = arguments
            .number("--seconds", "N", "The length of the recording. Default: {default}.")
            .byDefault(20);
    private final CommandArgument<Boolean> anonymise = arguments
            .flag("--anonymise", "Replace addresses, names and paths below home in the recording.")
            .named("--anonymize");

    public DoctorCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Looks for problems of netmon, and says what to do about them.",
                        "netmon doctor",
                        "netmon doctor --record report.zip --seconds 20 --anonymise")
                .statuses("0  nothing is bad", "1  something is bad")
                .training("", "--json", "--csv");
    }

    @Override
    public Integer call() {
        if (anonymise.isGiven() && !record.isGiven()) {
            throw new UsageException("--anonymise belongs to --record");
        }
        if (seconds.get() < 1 || seconds.get() > MOST_SECONDS) {
            throw new UsageException("--seconds must be between 1 and " + MOST_SECONDS);
        }
        String fault = session.settingsFault(); // one of the results, so the command goes on without the settings
        AnswerPrinter printer = output.printer(session, session.zone());
        List<Check> checks = new DoctorChecks(session, printer.page().bytes(), fault).all();
        @Nullable Path file = record.value();
        if (file != null) {
            return BugReport.named(session, file, anonymise.isGiven()).write(seconds.get(), checks);
        }
        DoctorAnswer answer = new DoctorAnswer(checks);
        printer.print(answer);
        return answer.isBad() ? ExitCode.FAILED : ExitCode.OK;
    }
}
