package netmon.cli.status;

import java.time.ZoneId;
import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.options.OutputFormat;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.ZoneOption;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.PeriodParser;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.text.Page;
import netmon.model.Period;
import netmon.model.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon status}: how netmon itself is. */
@Command(
        name = "status",
        description = "Shows whether the service runs, how it measures, and what it costs.",
        footer = {
            "",
            "Exit status: 0 the service runs, 3 it does not, 4 there is no database.",
            "",
            "Examples:",
            "  netmon status --json",
            "  netmon status --oneline"
        })
public final class StatusCommand implements FastCommand {
    private final Session session;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final ZoneOption times = new ZoneOption();

    public StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(times, output);
    }

    @Override
    public Integer call() throws StoreException {
        OutputFormat format = output.format();
        ZoneId zone = times.zone(session);
        Period today = new PeriodParser(session.now(), zone, 1).of(NamedPeriod.TODAY);
        StatusReport report =
                StatusReport.read(session.database(), today, session.now().getEpochSecond());
        StatusExport data = new StatusExport(report, session.out(), zone);
        switch (format) {
            case JSON -> data.json();
            case CSV -> data.csv();
            case ONE_LINE -> data.oneLine(output.bytes(session));
            case TEXT -> {
                Page page = output.page(session, zone);
                new StatusPage(report, session.shortened(session.database()), page).print();
            }
        }
        return report.isRunning() ? ExitCode.OK : ExitCode.NO_DATA;
    }
}
