package netmon.cli;

import java.util.concurrent.Callable;
import netmon.model.Period;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netmon stats interfaces}: what went through which interface. */
@Command(
        name = "interfaces",
        description = "Shows what each network interface received and sent.",
        footer = {"", "Examples:", "  netmon stats interfaces", "  netmon stats interfaces --month"})
final class InterfacesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final PeriodOptions when = new PeriodOptions();

    InterfacesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        Period period = when.period(session);
        InterfacesReport report;
        try (TrafficReport store = session.open()) {
            report = InterfacesReport.read(store, period);
        }
        if (report.isEmpty()) {
            return session.noData("interface", period);
        }
        new InterfacesTable(report).print(session.out());
        return Exit.OK;
    }
}
