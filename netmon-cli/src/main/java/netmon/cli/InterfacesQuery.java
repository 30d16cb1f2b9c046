package netmon.cli;

import java.util.List;
import netmon.model.Period;
import netmon.store.StoreException;
import netmon.store.TrafficReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A question about interfaces: its options, and how it is answered. */
final class InterfacesQuery implements Settable {
    @Mixin
    private final PeriodOptions when;

    @Mixin
    private final InterfacesOptions which = new InterfacesOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /** @param span the period; null where the options say it */
    InterfacesQuery(@Nullable Span span) {
        this.when = new PeriodOptions(span);
    }

    @Override
    public List<Settable> parts() {
        return List.of(when, which, output);
    }

    /**
     * Prints the answer and returns the exit status.
     *
     * @param command what is asked, as programs are told
     * @param withPeaks whether people are shown peaks and gaps as well
     */
    int answer(Session session, String command, boolean withPeaks) throws StoreException {
        Format format = output.format();
        Period asked = when.period(session);
        InterfacesReport report;
        try (TrafficReport store = session.open()) {
            report = which.choose(InterfacesReport.read(store, when.rounded(asked, store, session)));
        }
        InterfacesData data = new InterfacesData(report, session.out());
        switch (format) {
            case JSON -> data.json(when.zone(session), command);
            case CSV -> data.csv();
            case ONE_LINE -> {
                if (!report.isEmpty()) {
                    data.oneLine(output.bytes(session));
                }
            }
            case TEXT -> {
                if (!report.isEmpty()) {
                    print(report, output.page(session, when.zone(session)), withPeaks);
                }
            }
        }
        return report.isEmpty() ? session.noData(which.described(), asked, session.startService()) : Exit.OK;
    }

    private static void print(InterfacesReport report, Page page, boolean withPeaks) {
        InterfacesTable table = new InterfacesTable(report, page);
        table.print();
        if (withPeaks) {
            table.printPeaksAndGaps();
        }
    }
}
