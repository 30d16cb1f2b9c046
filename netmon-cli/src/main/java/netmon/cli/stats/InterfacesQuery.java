package netmon.cli.stats;

import java.util.List;
import netmon.cli.options.FastOptions;
import netmon.cli.options.OutputFormat;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.text.Page;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A question about interfaces: its options, and how it is answered. */
final class InterfacesQuery implements FastOptions {
    @Mixin
    private final PeriodOptions when;

    @Mixin
    private final InterfacesOptions which = new InterfacesOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /** @param span the period; null where the options say it */
    InterfacesQuery(@Nullable NamedPeriod span) {
        this.when = new PeriodOptions(span);
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(when, which, output);
    }

    /**
     * Prints the answer and returns the exit status.
     *
     * @param command what is asked, as programs are told
     * @param withPeaks whether people are shown peaks and gaps as well
     */
    int answer(Session session, String command, boolean withPeaks) throws StoreException {
        OutputFormat format = output.format();
        Period asked = when.period(session);
        InterfacesReport report;
        try (TrafficReader store = session.open()) {
            report = which.choose(InterfacesReport.read(store, when.rounded(asked, store, session)));
        }
        InterfacesExport data = new InterfacesExport(report, session.out());
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
        return report.isEmpty() ? session.noData(which.described(), asked, session.startService()) : ExitCode.OK;
    }

    private static void print(InterfacesReport report, Page page, boolean withPeaks) {
        InterfacesTable table = new InterfacesTable(report, page);
        table.print();
        if (withPeaks) {
            table.printPeaksAndGaps();
        }
    }
}
