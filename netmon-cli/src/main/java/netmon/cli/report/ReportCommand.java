package netmon.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.PeriodOptions;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.cli.text.AmountFormat;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** {@code netmon report}: a summary, and a page for a browser. */
public final class ReportCommand extends CliCommand {
    private static final String OPENED = "netmon-report.html";

    private final CommandArgument<Path> html =
            arguments.file("--html", "FILE", "Write a page with charts, one file that needs no network.");
    private final CommandArgument<Boolean> open =
            arguments.flag("--open", "Show the page in the browser: FILE, or ~/" + OPENED + ".");
    private final CommandArgument<String> app =
            arguments.text("--app", "NAME", "Only this application, with its stored detail.");
    private final PeriodOptions when = new PeriodOptions(arguments);

    public ReportCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Sums up a period, and writes a page with charts to keep or to send.",
                        "netmon report --month",
                        "netmon report --week --open",
                        "netmon report --html report.html --year",
                        "netmon report --html chrome.html --app 'Google Chrome' --last 30d --open")
                .notes("The page contains the names of your applications and, with stored detail, of destinations.")
                .training("--week", "--month --html HOME/report.html");
    }

    @Override
    public Integer call() throws StoreException {
        Period asked = when.period(session);
        ReportData data;
        try (TrafficReader store = session.open()) {
            Period period = when.rounded(asked, store, session);
            data = new ReportReader(store, session, when.zone(session), app.value()).read(period);
        }
        if (data.isEmpty()) {
            return session.noData(
                    app.values(), asked, app.isGiven() ? KnownApps.advice(session, app.get()) : session.startService());
        }
        AmountFormat bytes = session.settings().units().bytes();
        new ReportSummary(data, bytes, session).print();
        @Nullable Path file = file();
        return file == null ? ExitCode.OK : write(file, new ReportPage(data, bytes).text());
    }

    /** Where the page goes. Browsers from snaps read neither /tmp nor a hidden folder, so --open uses the home. */
    private @Nullable Path file() {
        return open.isGiven() && !html.isGiven() ? session.home().resolve(OPENED) : html.value();
    }

    private int write(Path file, String page) throws StoreException {
        try {
            ReportFile.write(file.toAbsolutePath(), page);
        } catch (IOException e) {
            throw StoreException.of("cannot write " + file, e);
        }
        session.say("written to " + session.shortened(file));
        if (open.isGiven() && !ReportFile.show(file.toAbsolutePath(), session.variable("BROWSER"))) {
            session.err().println("netmon: no program to open the page with was found; open it in a browser");
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }
}
