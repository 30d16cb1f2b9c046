package netmon.cli;

import java.util.concurrent.Callable;
import netmon.model.Period;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import picocli.CommandLine.Command;

/** {@code netmon stats today}, {@code week} and so on: what a stretch of time had in all, and its peaks. */
@Command(description = "Shows what went through the interfaces in that time, and the highest rates.")
final class TotalsCommand implements Callable<Integer> {
    private final Session session;
    private final Span span;

    TotalsCommand(Session session, Span span) {
        this.session = session;
        this.span = span;
    }

    @Override
    public Integer call() throws StoreException {
        Period period = new Periods(session.now(), session.zone(), 1).of(span);
        InterfacesReport report;
        try (TrafficReport store = session.open()) {
            report = InterfacesReport.read(store, period);
        }
        if (report.isEmpty()) {
            return session.noData("interface", period);
        }
        InterfacesTable table = new InterfacesTable(report);
        table.print(session.out());
        table.printPeaksAndGaps(session.out(), session.zone());
        return Exit.OK;
    }
}
