package netmon.cli.stats;

import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandArguments;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.options.RowOptions;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

import org.jspecify.annotations.Nullable;

/** A question about interfaces: its options and its answer. */
final class InterfacesQuery {
    private final CommandArguments arguments = new CommandArguments();
    private final PeriodOptions when;
    private final CommandArgument<String> names;
    private final RowOptions rows;
    private final OutputOptions output;

    /** @param period the period that the command's name says; null if the options choose it */
    InterfacesQuery(@Nullable NamedPeriod period) {
        when = new PeriodOptions(arguments, period);
        names = arguments
                .text("--interface", "NAME", "Only this interface; may be given several times.")
                .repeatable();
        rows = new RowOptions(arguments, "The first N interfaces.");
        output = new OutputOptions(arguments);
    }

    CommandArguments arguments() {
        return arguments;
    }

    /**
     * Prints the answer and returns the exit status.
     *
     * @param command its name in JSON
     * @param withPeaks whether text shows peaks and gaps as well
     */
    int answer(Session session, String command, boolean withPeaks) throws StoreException {
        AnswerPrinter printer = output.printer(session, when.zone(session));
        Period asked = when.period(session);
        InterfacesReport report;
        try (TrafficReader store = session.open()) {
            report = choose(InterfacesReport.read(store, when.rounded(asked, store, session)));
        }
        printer.print(new InterfacesAnswer(report, command, withPeaks));
        return report.isEmpty() ? session.noData(described(), asked, session.startService()) : ExitCode.OK;
    }

    private InterfacesReport choose(InterfacesReport all) {
        InterfacesReport chosen = names.isGiven() ? all.only(names.values()) : all;
        return chosen.sorted(rows.order()).top(rows.most());
    }

    /** The subject of {@code No interface data available}. */
    private String described() {
        return names.isGiven() ? "'" + String.join("', '", names.values()) + "'" : "interface";
    }
}
