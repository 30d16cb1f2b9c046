package netmon.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netmon.apps.AppNames;
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
import netmon.cli.options.SortOrder;
import netmon.cli.parse.Suggestions;
import netmon.cli.parse.TimeParser;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.cli.text.BarChart;
import netmon.cli.text.GapSummary;
import netmon.cli.text.Page;
import netmon.cli.text.Timestamps;
import netmon.model.AppTraffic;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;

/** {@code netmon explain}: the parts of an application's bytes, and the rule that names it. */
public final class ExplainCommand extends CliCommand {
    private static final long SECONDS_OF_MINUTE = 60;

    private final CommandArgument<String> app =
            arguments.textParameter("APP", "The application, as the tables name it.");
    private final CommandArgument<String> at = arguments.text(
            "--at",
            "TIME",
            "Only this second, or this minute if it has no seconds; of older times, the stored minute to hour.");
    private final CommandArgument<String> path = arguments.text("--path", "PATH", "The path of a program.");
    private final CommandArgument<DetailGrouping> by = arguments.choice(
            "--by",
            "WHAT",
            "Only the parts of its bytes: one row for each {choices}; needs stored detail.",
            new DetailGrouping[] {
                DetailGrouping.PROCESS,
                DetailGrouping.DESTINATION,
                DetailGrouping.PORT,
                DetailGrouping.PROTOCOL,
                DetailGrouping.NETWORK,
                DetailGrouping.USER
            });
    private final DetailOptions detail = new DetailOptions(arguments);
    private final PeriodOptions when = new PeriodOptions(arguments);
    private final OutputOptions output = new OutputOptions(arguments);

    public ExplainCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Explains the bytes of an application, or shows to which application a program belongs.",
                        "netmon explain 'Google Chrome'",
                        "netmon explain ssh --at '2026-11-01 14:00'",
                        "netmon explain ssh --by destination --only internet --week",
                        "netmon explain --path /usr/bin/ssh")
                .training(
                        "ssh",
                        "ssh --at 00:01 --json",
                        "ssh --csv",
                        "ssh --by process",
                        "--path /usr/bin/ssh",
                        "--path /usr/bin/ssh --json");
    }

    @Override
    public Integer call() throws StoreException {
        if (app.isGiven() == path.isGiven()) {
            throw new UsageException("explain takes either an application or --path");
        }
        boolean isAboutParts = by.isGiven() || detail.only() != null;
        if (path.isGiven() && (at.isGiven() || when.isGiven() || isAboutParts)) {
            throw new UsageException("--path takes neither a time nor --by nor --only");
        }
        if (at.isGiven() && when.isGiven()) {
            throw new UsageException("only one of --at and a period can be given");
        }
        AnswerPrinter printer = output.printer(session, when.zone(session));
        if (path.isGiven()) {
            return explainPath(path.get(), printer);
        }
        return isAboutParts ? explainParts(app.get(), printer) : explain(app.get(), printer);
    }

    private int explainPath(String program, AnswerPrinter printer) {
        printer.print(new ProgramAnswer(AppNames.ofPath(program)));
        return ExitCode.OK;
    }

    private int explain(String name, AnswerPrinter printer) throws StoreException {
        Explanation report;
        Period asked = asked();
        try (TrafficReader store = session.open()) {
            Period period = at.isGiven() ? sample(store, asked) : when.rounded(asked, store, session);
            report = Explanation.read(store, period, name, session.database());
        }
        printer.print(new ExplanationAnswer(report, when.zone(session)));
        return report.isEmpty()
                ? session.noData(List.of(name), report.period(), advice(report, name, printer.page()))
                : ExitCode.OK;
    }

    private Period asked() {
        return at.isGiven() ? second(at.get()) : when.period(session);
    }

    private int explainParts(String name, AnswerPrinter printer) throws StoreException {
        DetailGrouping grouping = by.isGiven() ? by.get() : DetailGrouping.APPLICATION;
        Period asked = asked();
        DetailReport report;
        Map<String, String> stored;
        try (TrafficReader store = session.open()) {
            if (!DetailOptions.isStored(store, session)) {
                return ExitCode.NO_DATA;
            }
            Period period = when.roundedToDetail(at.isGiven() ? sample(store, asked) : asked, store, session);
            DetailQuestion question = new DetailQuestion(grouping, storedNames(store, period, name), detail.only());
            report = DetailReport.read(store, period, question, DetailOptions.most(printer), SortOrder.TOTAL);
            stored = DetailOptions.storedNames(store, grouping);
        }
        HostNames hosts = detail.hosts(grouping, report.rows(), stored);
        printer.print(new DetailAnswer(report, hosts, new BarChart(session.isAscii())));
        return report.isEmpty() ? session.noData(List.of(name), asked, KnownApps.advice(session, name)) : ExitCode.OK;
    }

    private static List<String> storedNames(TrafficReader store, Period period, String name) throws StoreException {
        List<String> names = new ArrayList<>();
        for (AppTraffic each : store.apps(period)) {
            if (Suggestions.isSame(each.app(), name)) {
                names.add(each.app());
            }
        }
        return names.isEmpty() ? List.of(name) : names;
    }

    /** The stored row of a second: its sample, or the minute to hour that it was merged into. */
    private Period sample(TrafficReader store, Period second) throws StoreException {
        Period kept = store.rounded(second);
        long seconds = kept.to() - kept.from();
        if (seconds == SECONDS_OF_MINUTE || seconds > second.to() - second.from()) {
            String width =
                    seconds == SECONDS_OF_MINUTE ? "minute" : seconds == 3600 ? "hour" : seconds / 60 + " minutes";
            return new Period(kept.from(), kept.to(), "the " + width + " from " + time(kept.from()));
        }
        Long written = store.writtenAt(second.from());
        return written == null
                ? new Period(second.from(), second.to(), time(second.from()))
                : new Period(written, written + 1, "the sample of " + time(written));
    }

    private String time(long second) {
        return Timestamps.text(second, when.zone(session));
    }

    private Period second(String text) {
        long second = new TimeParser(session.now(), when.zone(session)).start(text);
        return new Period(second, second + (TimeParser.isMinute(text) ? SECONDS_OF_MINUTE : 1), text);
    }

    private String advice(Explanation report, String name, Page page) throws StoreException {
        String similar = KnownApps.suggestion(session, List.of(name));
        if (!similar.isEmpty()) {
            return similar;
        }
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        return missed.isEmpty() ? KnownApps.advice(session, name) : "At that time " + missed + ".";
    }
}
