package netmon.cli;

import java.util.concurrent.Callable;
import netmon.model.Period;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code netmon stats totals}: what a stretch of time had in all, and its peaks; {@code netmon stats today},
 * {@code week} and so on for those that have a name.
 */
@Command(
        name = "totals",
        description = "Shows what went through the interfaces in all, and the highest rates.",
        footer = {"", "Example:", "  netmon stats totals --last 7d"})
final class TotalsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final PeriodOptions when;

    @Mixin
    private final InterfacesOptions which = new InterfacesOptions();

    /** @param span the period; null where the options say it */
    TotalsCommand(Session session, @Nullable Span span) {
        this.session = session;
        this.when = new PeriodOptions(span);
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
        InterfacesTable table = new InterfacesTable(report);
        table.print(session.out());
        table.printPeaksAndGaps(session.out(), when.zone(session));
        return Exit.OK;
    }
}
