package netmon.cli.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.client.Unmeasured;
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
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** {@code netmon history}: the bytes of each hour, day, week, month or year. */
public final class HistoryCommand extends CliCommand {
    private final CommandArgument<BucketSize> by = arguments
            .choice("--by", "UNIT", "One row for each: {choices}. Default: {default}.", BucketSize.values())
            .byDefault(BucketSize.DAY);
    private final CommandArgument<String> app = arguments.text("--app", "NAME", "Only this application.");
    private final CommandArgument<String> networkInterface =
            arguments.text("--interface", "NAME", "Only this interface.");
    private final CommandArgument<Integer> top =
            arguments.number("--top", "N", "Only the N rows with the most bytes, the largest first.");
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
                        "netmon history --by month --year --app Safari")
                .training("", "--by hour --today --json");
    }

    @Override
    public Integer call() throws StoreException {
        AnswerPrinter printer = output.printer(session, when.zone(session));
        CalendarBuckets buckets = new CalendarBuckets(by.get(), when.zone(session), when.monthStarts(session));
        if (app.isGiven() && networkInterface.isGiven()) {
            throw new UsageException("choose only one of --app and --interface: their traffic is stored apart");
        }
        Period asked = when.isGiven() ? when.period(session) : buckets.usual(session.now());
        if (when.isLast()) {
            asked = buckets.whole(asked);
        }
        HistoryReport report;
        try (TrafficReader store = session.open()) {
            report = read(store, when.rounded(asked, store, session), buckets);
        }
        @Nullable Integer most = top.value();
        if (most != null && most < 1) {
            throw new UsageException("--top must be 1 or more, not " + most);
        }
        report = most == null ? report : report.top(most);
        BarChart chart = new BarChart(ascii.isGiven() || session.isAscii());
        printer.print(new HistoryAnswer(report, chart, when.zone(session)));
        session.warnIfStopped(when.zone(session), List.of());
        return report.isEmpty() ? noData(asked) : ExitCode.OK;
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

    private HistoryReport read(TrafficReader store, Period asked, CalendarBuckets buckets) throws StoreException {
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
        HistoryReader reader = new HistoryReader(store, app.value(), networkInterface.value(), now.getEpochSecond());
        return new HistoryReport(
                asked,
                by.get(),
                app.value(),
                networkInterface.value(),
                reader.read(parts, buckets),
                running(reader, asked, now));
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
