package netmon.cli.stats;

import java.util.List;
import java.util.Map;
import netmon.cli.client.Unmeasured;
import netmon.cli.detail.DetailAnswer;
import netmon.cli.detail.DetailOptions;
import netmon.cli.detail.DetailReport;
import netmon.cli.detail.HostNames;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.options.RowOptions;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.cli.text.BarChart;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** {@code netmon stats apps}: the bytes of each application. */
public class AppsCommand extends CliCommand {
    private final PeriodOptions when = new PeriodOptions(arguments);
    private final CommandArgument<String> names = arguments
            .text("--app", "NAME", "Only this application; may be given several times.")
            .repeatable();
    private final CommandArgument<String> networkInterface = arguments.text(
            "--interface",
            "NAME",
            "Only the bytes of this interface; works if no other interface counted at that time.");
    private final CommandArgument<DetailGrouping> by = arguments
            .choice(
                    "--by",
                    "WHAT",
                    "One row for each: {choices}. Default: {default}. The others need stored detail.",
                    DetailGrouping.values())
            .byDefault(DetailGrouping.APPLICATION);
    private final DetailOptions detail = new DetailOptions(arguments);
    private final CommandArgument<Boolean> newOnly =
            arguments.flag("--new", "Only applications that moved their first bytes in the period, with the time.");
    private final RowOptions rows = new RowOptions(
            arguments, "The first N rows; the others become one. Default: all; of stored detail 50 in a table.");
    private final OutputOptions output = new OutputOptions(arguments);
    private final CommandArgument<Boolean> basis =
            arguments.flag("--basis", "Show how much of each row was measured and how much estimated.");

    public AppsCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows what each application downloaded and uploaded.",
                        "netmon stats apps --week --top 5",
                        "netmon stats apps --app 'Google Chrome' --from monday",
                        "netmon stats apps --basis",
                        "netmon stats apps --by destination --app 'Google Chrome' --only internet")
                .training(
                        "",
                        "--by destination --top 1",
                        "--week --top 1 --basis --app nobody",
                        "--json",
                        "--csv --bits");
    }

    @Override
    public Integer call() throws StoreException {
        AnswerPrinter printer = output.printer(session, when.zone(session));
        Period asked = when.period(session);
        if (by.get() != DetailGrouping.APPLICATION || detail.only() != null) {
            return detail(printer, asked);
        }
        if (newOnly.isGiven()) {
            return firstSights(printer, asked);
        }
        AppsReport all;
        try (TrafficReader store = session.open()) {
            all = read(store, when.rounded(asked, store, session));
        }
        AppsReport report = (names.isGiven() ? all.only(names.values()) : all).first(rows.most(), rows.order());
        BarChart chart = new BarChart(session.isAscii());
        boolean isLastLine = session.isTerminal() && printer.isText() && !report.isEmpty();
        String stopped = isLastLine ? session.stopped(when.zone(session), all.gaps()) : "";
        printer.print(new AppsAnswer(report, basis.isGiven(), chart, stopped));
        if (!isLastLine) {
            session.warnIfStopped(when.zone(session), all.gaps());
        }
        return report.isEmpty() ? session.noData(names.values(), asked, advice(all)) : ExitCode.OK;
    }

    private int firstSights(AnswerPrinter printer, Period asked) throws StoreException {
        NewAppsAnswer answer;
        try (TrafficReader store = session.open()) {
            Period period = when.rounded(asked, store, session);
            answer = NewAppsAnswer.read(store, period, names.values(), when.zone(session));
        }
        printer.print(answer);
        session.warnIfStopped(when.zone(session), List.of());
        if (answer.isEmpty()) {
            session.err().println("No application moved its first bytes in this period.");
        }
        return answer.isEmpty() ? ExitCode.NO_DATA : ExitCode.OK;
    }

    private int detail(AnswerPrinter printer, Period asked) throws StoreException {
        if (networkInterface.isGiven() || basis.isGiven()) {
            throw new UsageException("--by and --only cannot be combined with --interface or --basis");
        }
        DetailReport report;
        Map<String, String> stored;
        try (TrafficReader store = session.open()) {
            if (!DetailOptions.isStored(store, session)) {
                return ExitCode.NO_DATA;
            }
            Period period = when.roundedToDetail(asked, store, session);
            DetailQuestion question = new DetailQuestion(by.get(), names.values(), detail.only());
            int most = rows.isLimited() ? rows.most() : DetailOptions.most(printer);
            report = DetailReport.read(store, period, question, most, rows.order());
            stored = DetailOptions.storedNames(store, by.get());
        }
        HostNames hosts = detail.hosts(by.get(), report.rows(), stored);
        printer.print(new DetailAnswer(report, hosts, new BarChart(session.isAscii())));
        session.warnIfStopped(when.zone(session), List.of());
        return report.isEmpty() ? session.noData(names.values(), asked, DetailOptions.STORE_DETAIL) : ExitCode.OK;
    }

    private AppsReport read(TrafficReader store, Period period) throws StoreException {
        @Nullable String name = networkInterface.value();
        if (name != null) {
            requireAlone(name, store.interfaces(period));
        }
        return AppsReport.read(store, period, session.isTerminal());
    }

    /** The rows of applications do not record their interface. */
    private static void requireAlone(String name, List<InterfaceTotal> interfaces) {
        List<String> counted = interfaces.stream()
                .filter(each -> !each.counted().isNone())
                .map(InterfaceTotal::name)
                .sorted()
                .toList();
        if (!counted.isEmpty() && !counted.equals(List.of(name))) {
            throw new UsageException(
                    "which application used '" + name + "' is not recorded: at that time " + String.join(", ", counted)
                            + " counted; 'netmon stats interfaces' shows each interface",
                    false);
        }
    }

    private String advice(AppsReport all) throws StoreException {
        String similar = KnownApps.suggestion(session, names.values());
        if (!similar.isEmpty()) {
            return similar;
        }
        return all.isEmpty() ? Unmeasured.advice(session) : "'netmon stats apps' lists the applications with data.";
    }
}
