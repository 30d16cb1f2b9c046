package netmon.cli.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import netmon.cli.client.Unmeasured;
import netmon.cli.detail.DetailOptions;
import netmon.cli.detail.HostNames;
import netmon.cli.options.AnswerPrinter;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.cli.text.BarChart;
import netmon.model.DetailGrouping;
import netmon.model.DetailSum;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** {@code netmon history}: the bytes of each hour, day, week, month or year. */
public final class HistoryCommand extends CliCommand {
    /** The parts of a bucket if {@code --top} is not given: more make no readable table. */
    private static final int USUAL_PARTS = 10;

    private final CommandArgument<Enum<?>> by = arguments
            .choice(
                    "--by",
                    "UNIT",
                    "One row for each: {choices}. Default: {default}. A unit of time and another word can be given"
                            + " together; process to user need stored detail.",
                    HistoryDivision.WORDS)
            .byDefault(BucketSize.DAY)
            .times(0, 2);
    private final CommandArgument<String> app = arguments.text("--app", "NAME", "Only this application.");
    private final CommandArgument<String> networkInterface =
            arguments.text("--interface", "NAME", "Only this interface.");
    private final CommandArgument<Integer> top = arguments.number(
            "--top",
            "N",
            "Only the N rows with the most bytes, the largest first; with --by process and so on, N in each unit.");
    private final DetailOptions detail = new DetailOptions(arguments);
    private final CommandArgument<Boolean> ascii = arguments.flag("--ascii", "Uses ASCII only.");
    private final PeriodOptions when = new PeriodOptions(arguments);
    private final OutputOptions output = new OutputOptions(arguments);

    public HistoryCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Shows what was downloaded and uploaded in each hour, day, week, month or year.",
                        "netmon history",
                        "netmon history --by hour --yesterday",
                        "netmon history --by month --year --app Safari",
                        "netmon history --by day --by destination --only internet --week")
                .training("", "--by hour --today --json", "--by process");
    }

    @Override
    public Integer call() throws StoreException {
        AnswerPrinter printer = output.printer(session, when.zone(session));
        HistoryDivision division = HistoryDivision.of(by.values(), app.value(), detail.only());
        CalendarBuckets buckets = new CalendarBuckets(division.unit(), when.zone(session), when.monthStarts(session));
        requireOneSubject(division);
        Period asked = when.isGiven() ? when.period(session) : buckets.usual(session.now());
        if (when.isLast()) {
            asked = buckets.whole(asked);
        }
        HistoryReport report;
        Map<String, String> stored;
        try (TrafficReader store = session.open()) {
            if (division.needsDetail() && !DetailOptions.isStored(store, session)) {
                return ExitCode.NO_DATA;
            }
            report = read(store, rounded(store, asked, division), buckets, division);
            stored = DetailOptions.storedNames(store, division.by());
        }
        @Nullable Integer most = top.value();
        report = most == null || division.by() != null ? report : report.top(most);
        printer.print(new HistoryAnswer(
                report, new BarChart(ascii.isGiven() || session.isAscii()), when.zone(session), hosts(report, stored)));
        session.warnIfStopped(when.zone(session), List.of());
        return report.isEmpty() ? noData(asked) : ExitCode.OK;
    }

    private void requireOneSubject(HistoryDivision division) {
        if (app.isGiven() && networkInterface.isGiven()) {
            throw new UsageException("choose only one of --app and --interface: their traffic is stored apart");
        }
        if (division.question() != null && networkInterface.isGiven()) {
            throw new UsageException(
                    "--only, and --by with a word that is no unit of time, cannot be combined with --interface");
        }
        @Nullable Integer most = top.value();
        if (most != null && most < 1) {
            throw new UsageException("--top must be 1 or more, not " + most);
        }
    }

    private Period rounded(TrafficReader store, Period asked, HistoryDivision division) throws StoreException {
        return division.needsDetail()
                ? when.roundedToDetail(asked, store, session)
                : when.rounded(asked, store, session);
    }

    /** The names of the destinations. */
    private HostNames hosts(HistoryReport report, Map<String, String> stored) {
        DetailGrouping divided = report.dividedBy();
        List<DetailSum> rows = new ArrayList<>();
        for (Bucket each : report.buckets()) {
            rows.addAll(each.parts() == null ? List.of() : each.parts().rows());
        }
        return detail.hosts(divided == null ? DetailGrouping.APPLICATION : divided, rows, stored);
    }

    private int noData(Period asked) throws StoreException {
        return app.isGiven()
                ? session.noData(app.values(), asked, KnownApps.advice(session, app.get()))
                : session.noData(
                        networkInterface.values(),
                        asked,
                        networkInterface.isGiven()
                                ? KnownApps.interfaceAdvice(session, networkInterface.values())
                                : Unmeasured.advice(session));
    }

    private HistoryReport read(TrafficReader store, Period asked, CalendarBuckets buckets, HistoryDivision division)
            throws StoreException {
        Instant now = session.now();
        // The table begins with the first row of the database and ends with the present bucket.
        Long first = store.firstTimestamp();
        boolean isOpen = asked.from() == Period.FIRST || !when.isGiven();
        long from = asked.from();
        if (isOpen && first != null) {
            from = Math.max(from, buckets.around(Instant.ofEpochSecond(first)).from());
        }
        long end = buckets.around(now).to();
        // A period up to now includes the present bucket, marked as not over yet.
        long to = Math.max(from, asked.to() == now.getEpochSecond() + 1 ? end : Math.min(asked.to(), end));
        List<Period> parts = buckets.of(new Period(from, to, asked.label()));
        int most = division.by() == null ? 0 : top.isGiven() ? top.get() : USUAL_PARTS;
        HistoryReader reader = new HistoryReader(
                store, app.value(), networkInterface.value(), division.question(), most, now.getEpochSecond());
        return new HistoryReport(
                asked,
                division.unit(),
                app.value(),
                networkInterface.value(),
                division.question(),
                reader.read(parts, buckets),
                division.question() == null ? running(reader, asked, now) : List.of());
    }

    /** The present day and month, if the period includes now. */
    private List<Bucket> running(HistoryReader reader, Period asked, Instant now) throws StoreException {
        List<Bucket> running = new ArrayList<>();
        if (asked.from() <= now.getEpochSecond() && now.getEpochSecond() < asked.to()) {
            for (BucketSize each : List.of(BucketSize.DAY, BucketSize.MONTH)) {
                CalendarBuckets whole = new CalendarBuckets(each, when.zone(session), when.monthStarts(session));
                running.addAll(reader.read(List.of(whole.around(now)), whole));
            }
        }
        return running;
    }
}
