package netmon.cli.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.options.OutputFormat;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.parse.PeriodParser;
import netmon.cli.parse.Suggestions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.text.BarChart;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netmon history}: how much it was, hour by hour or day by day. */
@Command(
        name = "history",
        description = "Shows what was downloaded and uploaded in each hour, day, week, month or year.",
        footer = {
            "",
            "Examples:",
            "  netmon history",
            "  netmon history --by hour --yesterday",
            "  netmon history --by month --year --app Safari"
        })
public final class HistoryCommand implements FastCommand {
    private final Session session;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "A row for each of these: ${COMPLETION-CANDIDATES}; without it day.")
    private BucketSize by = BucketSize.DAY;

    @Option(names = "--app", paramLabel = "NAME", description = "This application's bytes alone.")
    private @Nullable String app;

    @Option(names = "--ascii", description = "Draws with letters that every terminal has.")
    private boolean ascii;

    @Mixin
    private final PeriodOptions when = new PeriodOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(when, output);
    }

    @Override
    public boolean set(String option) {
        if (!option.equals("--ascii")) {
            return FastCommand.super.set(option);
        }
        ascii = true;
        return true;
    }

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--by" -> by = FastOptions.named(value, BucketSize.values());
            case "--app" -> app = value;
            default -> {
                return FastCommand.super.set(option, value);
            }
        }
        return true;
    }

    @Override
    public Integer call() throws StoreException {
        OutputFormat format = output.format();
        CalendarBuckets buckets = new CalendarBuckets(by, when.zone(session), when.monthStarts(session));
        Period asked = when.isGiven() ? when.period(session) : buckets.usual(session.now());
        HistoryReport report;
        try (TrafficReader store = session.open()) {
            report = read(store, when.rounded(asked, store, session), buckets);
        }
        print(report, format);
        return report.isEmpty()
                ? session.noData(app == null ? "interface" : "'" + app + "'", asked, advice())
                : ExitCode.OK;
    }

    private String advice() throws StoreException {
        String meant = app == null ? "" : Suggestions.app(session, List.of(app));
        return meant.isEmpty() ? session.startService() : meant;
    }

    private HistoryReport read(TrafficReader store, Period asked, CalendarBuckets buckets) throws StoreException {
        Instant now = session.now();
        // Of time before the first row and after the present bucket there is nothing to show.
        Long first = store.firstTimestamp();
        boolean isOpen = asked.from() == PeriodParser.FIRST || !when.isGiven();
        long from = asked.from();
        if (isOpen && first != null) {
            from = Math.max(from, buckets.around(Instant.ofEpochSecond(first)).from());
        }
        long end = buckets.around(now).to();
        // What reaches up to now shows the present bucket as one that is not over.
        long to = Math.max(from, asked.to() == now.getEpochSecond() + 1 ? end : Math.min(asked.to(), end));
        List<Period> parts = buckets.of(new Period(from, to, asked.label()));
        HistoryReader reader = new HistoryReader(store, app, now.getEpochSecond());
        return new HistoryReport(asked, by, app, reader.read(parts, buckets), running(reader, asked, now));
    }

    /** The present day and month, where the period reaches up to now. */
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

    private void print(HistoryReport report, OutputFormat format) {
        HistoryExport data = new HistoryExport(report, session.out(), when.zone(session));
        BarChart bar = new BarChart(ascii || session.isAscii());
        switch (format) {
            case JSON -> data.json();
            case CSV -> data.csv();
            case ONE_LINE -> {
                if (!report.isEmpty()) {
                    data.oneLine(output.bytes(session), bar);
                }
            }
            case TEXT -> {
                if (!report.isEmpty()) {
                    new HistoryTable(report, output.page(session, when.zone(session)), bar).print();
                }
            }
        }
    }
}
