package netmon.cli;

import java.time.ZoneId;
import java.util.List;
import netmon.model.Period;
import netmon.store.StoreException;
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
final class StatusCommand implements QuickCommand {
    private final Session session;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final ZoneOption times = new ZoneOption();

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<Settable> parts() {
        return List.of(times, output);
    }

    @Override
    public Integer call() throws StoreException {
        Format format = output.format();
        ZoneId zone = times.zone(session);
        Period today = new Periods(session.now(), zone, 1).of(Span.TODAY);
        StatusReport report =
                StatusReport.read(session.database(), today, session.now().getEpochSecond());
        StatusData data = new StatusData(report, session.out(), zone);
        switch (format) {
            case JSON -> data.json();
            case CSV -> data.csv();
            case ONE_LINE -> data.oneLine(output.bytes(session));
            case TEXT -> {
                Page page = output.page(session, zone);
                new StatusPage(report, session.shortened(session.database()), page).print();
            }
        }
        return report.isRunning() ? Exit.OK : Exit.NO_DATA;
    }
}
