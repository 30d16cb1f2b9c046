package netmon.cli.alerts;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import netmon.cli.client.DatabaseChange;
import netmon.cli.parse.ByteSizeParser;
import netmon.cli.parse.PeriodParser;
import netmon.cli.parse.Suggestions;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.Alert;
import netmon.model.CalendarUnit;
import netmon.model.Direction;
import netmon.model.StoreException;
import netmon.protocol.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netmon alert add}: sets a limit. */
@Command(
        name = "add",
        description = "Sets a limit, to be told when more bytes are moved.",
        footer = {
            "",
            "A program of --run gets no shell and no environment but NETMON_ALERT_TEXT,",
            "_APP, _BYTES, _LIMIT, _PER, _DIRECTION, _SINCE and _ID. It runs as you,",
            "and is ended after half a minute.",
            "",
            "Examples:",
            "  netmon alert add --app 'Google Chrome' --over 1GB --per day",
            "  netmon alert add --app any --over 500MB --per hour --direction out",
            "  netmon alert add --over 50GB --per month --month-starts 15",
            "  netmon alert add --over 2GB --per day --run ~/bin/tell -- --loud"
        })
public final class AlertAddCommand implements Callable<Integer> {
    private static final String ANY = "any";

    private final Session session;

    @Option(
            names = "--app",
            paramLabel = "NAME",
            description = "An application, or 'any' for each by itself; without it all together.")
    private @Nullable String app;

    @Option(names = "--over", required = true, paramLabel = "SIZE", description = "The limit, such as 500MB or 1.5GB.")
    private String over = "";

    @Option(
            names = "--per",
            required = true,
            paramLabel = "TIME",
            description = "The time it is for: ${COMPLETION-CANDIDATES}.")
    private CalendarUnit per = CalendarUnit.DAY;

    @Option(
            names = "--direction",
            paramLabel = "WAY",
            description = "Which bytes count: ${COMPLETION-CANDIDATES}; without it total.")
    private Direction direction = Direction.TOTAL;

    @Option(
            names = "--month-starts",
            paramLabel = "DAY",
            description = "The day on which a month begins; without it that of netmon.properties, else 1.")
    private @Nullable Integer monthStarts;

    @Option(names = "--run", paramLabel = "PROGRAM", description = "Runs this instead of a notification.")
    private @Nullable String program;

    @Option(names = "--log", description = "Writes to the service's log alone.")
    private boolean logOnly;

    @Parameters(paramLabel = "ARGUMENT", description = "The program's arguments.")
    private List<String> arguments = new ArrayList<>();

    public AlertAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        Path database = session.database();
        Alert alert = alert();
        Request.AddAlert request = new Request.AddAlert(alert);
        if (request.isTooLong()) {
            throw new UsageException("the name and the command are too long");
        }
        if (!alert.command().isEmpty()) {
            ProgramPath.requireOwner(database);
        }
        String meant = alert.scope() == Alert.Scope.APPLICATION ? Suggestions.app(session, List.of(alert.app())) : "";
        long id = DatabaseChange.make(
                database,
                request,
                DatabaseChange.USUAL_PATIENCE,
                log -> log.alerts().add(alert));
        session.say("alert " + id + ": "
                + AlertTable.sentence(alert, session.settings().units().bytes()));
        if (!meant.isEmpty()) {
            session.err().println("netmon: that application has moved nothing yet. " + meant);
        }
        return ExitCode.OK;
    }

    private Alert alert() {
        if (program == null && !arguments.isEmpty()) {
            throw new UsageException("'" + arguments.get(0) + "' is an argument of no program; name one with --run");
        }
        if (program != null && logOnly) {
            throw new UsageException("only one of --run and --log can be given");
        }
        List<String> command = new ArrayList<>();
        if (program != null) {
            command.add(ProgramPath.find(program, session.variable("PATH")).toString());
            command.addAll(arguments);
        }
        int starts = monthStarts != null ? monthStarts : session.settings().monthStarts();
        PeriodParser.requireMonthStart(starts);
        return new Alert(
                0,
                scope(),
                scope() == Alert.Scope.APPLICATION ? name() : "",
                direction,
                ByteSizeParser.parse(over, session.settings().units()),
                per,
                starts,
                program != null ? Alert.Means.COMMAND : logOnly ? Alert.Means.LOG : Alert.Means.DESKTOP,
                command);
    }

    private Alert.Scope scope() {
        if (app == null) {
            return Alert.Scope.TOTAL;
        }
        return app.toLowerCase(Locale.ROOT).equals(ANY) ? Alert.Scope.ANY : Alert.Scope.APPLICATION;
    }

    /** As applications are named, whatever form this terminal writes accents in. */
    private String name() {
        String name = Normalizer.normalize(app == null ? "" : app, Normalizer.Form.NFC);
        if (name.isEmpty()) {
            throw new UsageException("--app must be an application's name");
        }
        return name;
    }
}
