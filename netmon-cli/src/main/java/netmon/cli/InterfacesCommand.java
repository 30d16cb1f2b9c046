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
        footer = {"", "Examples:", "  netmon stats interfaces", "  netmon stats interfaces --month --interface en0"})
final class InterfacesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final PeriodOptions when = new PeriodOptions();

    @Mixin
    private final InterfacesOptions which = new InterfacesOptions();

    InterfacesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        Period period = when.period(session);
        InterfacesReport all;
        try (TrafficReport store = session.open()) {
            all = InterfacesReport.read(store, period);
        }
        InterfacesReport report = which.choose(all);
        if (report.isEmpty()) {
            return session.noData(which.described(), period, session.startService());
        }
        new InterfacesTable(report).print(session.out());
        return Exit.OK;
    }
}
