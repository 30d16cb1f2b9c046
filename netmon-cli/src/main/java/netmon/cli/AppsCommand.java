package netmon.cli;

import java.util.concurrent.Callable;
import netmon.model.Period;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon stats apps}: who moved how much. */
@Command(
        name = "apps",
        description = "Shows what each application downloaded and uploaded.",
        footer = {"", "Examples:", "  netmon stats apps --week", "  netmon stats apps --basis"})
final class AppsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final PeriodOptions when = new PeriodOptions();

    @Option(names = "--basis", description = "Shows how much of each row was measured and how much estimated.")
    private boolean basis;

    AppsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        Period period = when.period(session);
        AppsReport report;
        try (TrafficReport store = session.open()) {
            report = AppsReport.read(store, period);
        }
        if (report.isEmpty()) {
            return session.noData("application", period);
        }
        new AppsTable(report, basis).print(session.out(), session.zone());
        return Exit.OK;
    }
}
