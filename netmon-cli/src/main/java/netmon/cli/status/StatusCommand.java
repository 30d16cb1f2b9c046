package netmon.cli.status;

import java.time.ZoneId;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.ZoneOption;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.PeriodParser;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Period;
import netmon.model.StoreException;

/** {@code netmon status}: the state of netmon itself. */
public final class StatusCommand extends CliCommand {
    private final OutputOptions output = new OutputOptions(arguments);
    private final ZoneOption times = new ZoneOption(arguments);

    public StatusCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows whether the service runs, how it measures, and what it costs.",
                        "netmon status --json",
                        "netmon status --oneline")
                .statuses(
                        "0  the service measures",
                        "3  the service does not run, or cannot measure",
                        "4  there is no database")
                .training("", "--json", "--csv", "--oneline");
    }

    @Override
    public Integer call() throws StoreException {
        ZoneId zone = times.zone(session);
        AnswerPrinter printer = output.printer(session, zone);
        Period today = new PeriodParser(session.now(), zone, 1).of(NamedPeriod.TODAY);
        StatusReport report =
                StatusReport.read(session.database(), today, session.now().getEpochSecond());
        printer.print(new StatusAnswer(report, session.shortened(session.database()), zone));
        return report.isMeasuring() ? ExitCode.OK : ExitCode.NO_DATA;
    }
}
