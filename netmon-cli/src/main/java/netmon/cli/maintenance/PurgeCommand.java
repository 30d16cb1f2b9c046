package netmon.cli.maintenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import netmon.cli.client.DatabaseChange;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.parse.Suggestions;
import netmon.cli.parse.TimeParser;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.cli.text.Timestamps;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.protocol.Request;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/** {@code netmon purge}: deletes old data. */
public final class PurgeCommand extends CliCommand {
    /** The service rewrites years of rows of one application in seconds. */
    private static final Duration LONGEST_PURGE = Duration.ofMinutes(1);

    private final CommandArgument<String> before = arguments.text("--before", "DATE", "The first day or time to keep.");
    private final CommandArgument<String> app =
            arguments.text("--app", "NAME", "Delete only the name of this application.");
    private final CommandArgument<Boolean> detail = arguments.flag(
            "--detail", "Delete all that is stored of processes, destinations, ports and users, instead of --before.");
    private final CommandArgument<Boolean> yes = arguments.flag("--yes", "Do not ask for confirmation.");

    public PurgeCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Deletes data older than a date, or the name of one application in it.",
                        "netmon purge --before 2026-01-01",
                        "netmon purge --before today --app 'Some App' --yes",
                        "netmon purge --detail")
                .notes("With --app the bytes of the application become Unattributed, so that the sums stay right.")
                .training("--before 2000-01-01 --yes");
    }

    @Override
    public Integer call() throws StoreException {
        Path database = session.database();
        if (!Files.exists(database)) {
            throw new StoreException(StoreException.Remedy.MISSING, "there is no database at " + database);
        }
        if (detail.isGiven()) {
            return purgeDetail(database);
        }
        if (!before.isGiven()) {
            throw new UsageException("Missing required option: '--before=DATE'");
        }
        @Nullable String name = app.value();
        if (name != null && (name.isBlank() || name.indexOf('\n') >= 0)) {
            throw new UsageException("--app must be an application's name");
        }
        long moment = new TimeParser(session.now(), session.zone()).start(before.get());
        if (moment > session.now().getEpochSecond()) {
            throw new UsageException(
                    "--before " + PlainText.of(before.get()) + " is in the future; choose a past date");
        }
        if (name != null && !KnownApps.contains(session, name)) {
            String similar = KnownApps.suggestion(session, List.of(name));
            session.err().println(("netmon: no application of that name is known. " + similar).strip());
            return ExitCode.NO_DATA;
        }
        session.printNow(preview(moment, name)); // before the question
        String question = "Delete " + what() + " before " + time(moment) + "?";
        if (!yes.isGiven() && !session.confirm(question)) {
            session.err().println("Nothing was deleted.");
            return ExitCode.FAILED;
        }
        Request.PurgeBefore request = new Request.PurgeBefore(moment, name);
        return done(DatabaseChange.make(database, request, LONGEST_PURGE, log -> log.purge(moment, name)));
    }

    private int purgeDetail(Path database) throws StoreException {
        if (before.isGiven() || app.isGiven()) {
            throw new UsageException("--detail deletes all detail; it cannot be combined with --before or --app");
        }
        if (!yes.isGiven() && !session.confirm("Delete all stored detail?")) {
            session.err().println("Nothing was deleted.");
            return ExitCode.FAILED;
        }
        DatabaseChange.make(database, new Request.PurgeDetail(), LONGEST_PURGE, log -> {
            log.purgeDetail();
            return 0;
        });
        session.say("deleted: all stored detail; the sums of the applications are as before");
        return ExitCode.OK;
    }

    private int done(long edge) {
        session.say("deleted: " + what() + " before " + time(edge));
        return ExitCode.OK;
    }

    private String what() {
        return app.isGiven() ? "the name " + PlainText.of(app.get()) + " in the data" : "all data";
    }

    /** What goes: the first day and the bytes. */
    private String preview(long moment, @Nullable String name) throws StoreException {
        try (TrafficReader store = session.open()) {
            Period period = new Period(Period.FIRST, moment, "");
            Long first = store.firstTimestamp();
            Traffic traffic = name == null ? store.counted(period) : Traffic.NONE;
            for (AppTraffic each : store.apps(period)) {
                boolean isNamed = name != null && Suggestions.isSame(each.app(), name);
                traffic = isNamed ? traffic.plus(each.traffic()) : traffic;
            }
            String amount = session.settings().units().bytes().of(traffic.total());
            return first == null || first >= moment || traffic.isNone()
                    ? "nothing recorded before " + time(moment)
                    : "recorded from " + time(first) + " to " + time(moment) + ": " + amount
                            + (name == null ? " of all applications" : " of " + PlainText.of(name));
        }
    }

    private String time(long moment) {
        return Timestamps.instant(moment)
                .atZone(session.zone())
                .toLocalDateTime()
                .toString()
                .replace('T', ' ');
    }
}
