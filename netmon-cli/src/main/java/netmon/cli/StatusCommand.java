package netmon.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import netmon.model.Period;
import netmon.store.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(names = "--utc", description = "Days and times are those of UTC, not of this machine's zone.")
    private boolean utc;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean set(String option) {
        switch (option) {
            case "--utc" -> utc = true;
            default -> {
                return output.set(option);
            }
        }
        return true;
    }

    @Override
    public boolean set(String option, String value) {
        return output.set(option, value);
    }

    @Override
    public Integer call() throws StoreException {
        Format format = output.format();
        ZoneId zone = utc ? ZoneOffset.UTC : session.zone();
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
