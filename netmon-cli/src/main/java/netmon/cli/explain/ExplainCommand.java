package netmon.cli.explain;

import java.time.ZoneId;
import java.util.List;
import netmon.apps.AppNames;
import netmon.cli.options.FastCommand;
import netmon.cli.options.FastOptions;
import netmon.cli.options.OutputFormat;
import netmon.cli.options.OutputOptions;
import netmon.cli.options.PeriodOptions;
import netmon.cli.parse.Suggestions;
import netmon.cli.parse.TimeParser;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.cli.text.CsvWriter;
import netmon.cli.text.GapSummary;
import netmon.cli.text.JsonOutput;
import netmon.cli.text.Page;
import netmon.model.App;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netmon explain}: what an application's number is made of, and why it bears its name. */
@Command(
        name = "explain",
        description = "Shows what an application's number is made of, or which application a program belongs to.",
        footer = {
            "",
            "Examples:",
            "  netmon explain 'Google Chrome'",
            "  netmon explain ssh --at '2026-11-01 14:00'",
            "  netmon explain --path /usr/bin/ssh"
        })
public final class ExplainCommand implements FastCommand {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "APP", description = "The application, as the tables call it.")
    private @Nullable String app;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "What it moved at this second, or in the minute to hour that is kept of it.")
    private @Nullable String at;

    @Option(names = "--path", paramLabel = "PATH", description = "The program's path.")
    private @Nullable String path;

    @Mixin
    private final PeriodOptions when = new PeriodOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /** @param app the application; null where picocli or an option says what is explained */
    public ExplainCommand(Session session, @Nullable String app) {
        this.session = session;
        this.app = app;
    }

    @Override
    public List<FastOptions> parts() {
        return List.of(when, output);
    }

    @Override
    public boolean set(String option, String value) {
        switch (option) {
            case "--at" -> at = value;
            case "--path" -> path = value;
            default -> {
                return FastCommand.super.set(option, value);
            }
        }
        return true;
    }

    @Override
    public Integer call() throws StoreException {
        if ((app == null) == (path == null)) {
            throw new UsageException("explain takes either an application or --path");
        }
        if (path != null && (at != null || when.isGiven())) {
            throw new UsageException("--path takes no time");
        }
        if (at != null && when.isGiven()) {
            throw new UsageException("--at takes the place of a period");
        }
        return app == null ? explainPath(String.valueOf(path)) : explain(app);
    }

    private int explainPath(String program) {
        App named = AppNames.ofPath(program);
        switch (output.format()) {
            case JSON ->
                JsonOutput.print(session.out(), session.zone(), object -> {
                    object.text("application", named.name());
                    object.text("rule", named.rule());
                });
            case CSV -> new CsvWriter(session.out(), "application", "rule").row(named.name(), named.rule());
            case ONE_LINE, TEXT -> session.out().println(PlainText.of(named.name()) + " (rule: " + named.rule() + ")");
        }
        return ExitCode.OK;
    }

    private int explain(String name) throws StoreException {
        OutputFormat format = output.format();
        Explanation stored;
        Period asked = at == null ? when.period(session) : second(at);
        try (TrafficReader store = session.open()) {
            Period period = at == null
                    ? when.rounded(asked, store, session)
                    : new SampleFinder(store, when.zone(session)).of(asked);
            stored = Explanation.read(store, period, name);
        }
        Explanation report = stored.ask(session.database());
        print(report, format);
        return report.isEmpty() ? session.noData("'" + name + "'", stored.period(), advice(report, name)) : ExitCode.OK;
    }

    private void print(Explanation report, OutputFormat format) {
        ZoneId zone = when.zone(session);
        ExplanationExport data = new ExplanationExport(report, session.out(), zone);
        switch (format) {
            case JSON -> data.json();
            case CSV -> data.csv();
            case ONE_LINE -> {
                if (!report.isEmpty()) {
                    data.oneLine(output.bytes(session));
                }
            }
            case TEXT -> {
                if (!report.isEmpty()) {
                    new ExplanationPage(report, output.page(session, zone)).print();
                }
            }
        }
    }

    private Period second(String text) {
        long second = new TimeParser(session.now(), when.zone(session)).begin(text);
        return new Period(second, second + 1, text);
    }

    private String advice(Explanation report, String name) throws StoreException {
        String meant = Suggestions.app(session, List.of(name));
        if (!meant.isEmpty()) {
            return meant;
        }
        Page page = output.page(session, when.zone(session));
        String missed = new GapSummary(report.period(), page).of(report.gaps());
        return missed.isEmpty() ? "'netmon stats apps' lists who has data." : "At that time " + missed + ".";
    }
}
