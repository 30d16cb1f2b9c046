package netmon.cli.stats;

import netmon.cli.client.Unmeasured;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.options.RowOptions;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** {@code netmon stats interfaces}: the bytes of each interface. */
public class InterfacesCommand extends CliCommand {
    private final PeriodOptions when;
    private final CommandArgument<String> names;
    private final RowOptions rows;
    private final OutputOptions output;

    public InterfacesCommand(Session session) {
        this(session, null);
    }

    /** @param period the period that the command's name says; null if the options choose it */
    InterfacesCommand(Session session, @Nullable NamedPeriod period) {
        super(session);
        when = new PeriodOptions(arguments, period);
        names = arguments
                .text("--interface", "NAME", "Only this interface; may be given several times.")
                .repeatable();
        rows = new RowOptions(arguments, "The first N interfaces.");
        output = new OutputOptions(arguments);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows what each network interface received and sent.",
                        "netmon stats interfaces",
                        "netmon stats interfaces --month --interface en0")
                .training("--last 6h", "--json");
    }

    @Override
    public Integer call() throws StoreException {
        return answer("stats interfaces", false);
    }

    /**
     * Prints the answer and returns the exit status.
     *
     * @param command its name in JSON
     * @param withPeaks whether text shows peaks and gaps as well
     */
    final int answer(String command, boolean withPeaks) throws StoreException {
        AnswerPrinter printer = output.printer(session, when.zone(session));
        Period asked = when.period(session);
        InterfacesReport all;
        try (TrafficReader store = session.open()) {
            all = InterfacesReport.read(
                    store, when.rounded(asked, store, session), session.now().getEpochSecond());
        }
        InterfacesReport report = (names.isGiven() ? all.only(names.values()) : all).first(rows.most(), rows.order());
        printer.print(new InterfacesAnswer(report, command, withPeaks, names.isGiven() || rows.isLimited()));
        session.warnIfStopped(when.zone(session), all.gaps());
        if (!report.isEmpty()) {
            return ExitCode.OK;
        }
        String advice =
                names.isGiven() ? KnownApps.interfaceAdvice(session, names.values()) : Unmeasured.advice(session);
        return session.noData(names.values(), asked, advice);
    }
}
