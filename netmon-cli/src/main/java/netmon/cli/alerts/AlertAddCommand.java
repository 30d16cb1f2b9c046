package netmon.cli.alerts;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.client.DatabaseChange;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandHelp;
import netmon.cli.options.MonthOption;
import netmon.cli.parse.ByteSizeParser;
import netmon.cli.parse.PeriodParser;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.KnownApps;
import netmon.cli.session.Session;
import netmon.cli.text.TextCell;
import netmon.model.Alert;
import netmon.model.CalendarUnit;
import netmon.model.Direction;
import netmon.model.StoreException;
import netmon.protocol.Request;

/** {@code netmon alert add}: sets a limit. */
public final class AlertAddCommand extends CliCommand {
    private static final String ANY = "any";

    private final CommandArgument<String> app = arguments.text(
            "--app", "NAME", "An application, or 'any' for each by itself. The default is the sum of all.");
    private final CommandArgument<String> over = arguments.text("--over", "SIZE", "The limit, such as 500MB or 1.5GB.");
    private final CommandArgument<CalendarUnit> per =
            arguments.choice("--per", "TIME", "The period of the limit: {choices}.", CalendarUnit.values());
    private final CommandArgument<Boolean> newApp = arguments.flag(
            "--new-app", "Report each application that moves bytes for the first time, instead of a limit.");
    private final CommandArgument<Boolean> newDestination = arguments.flag(
            "--new-destination",
            "Report each new destination of the application of --app, instead of a limit; needs stored detail.");
    private final CommandArgument<Direction> direction = arguments
            .choice("--direction", "WAY", "The bytes that count: {choices}. Default: {default}.", Direction.values())
            .byDefault(Direction.TOTAL);
    private final MonthOption month = new MonthOption(arguments);
    private final CommandArgument<String> program =
            arguments.text("--run", "PROGRAM", "Run this program instead of showing a notification.");
    private final CommandArgument<Boolean> logOnly =
            arguments.flag("--log", "Write to the log of the service instead of showing a notification.");
    private final CommandArgument<String> programArguments =
            arguments.textParameter("ARGUMENT", "The arguments of the program.").times(0, Integer.MAX_VALUE);

    public AlertAddCommand(Session session) {
        super(session);
    }

    @Override
    public CommandHelp help() {
        return CommandHelp.of(
                        "Sets a limit; exceeding it causes a notification.",
                        "netmon alert add --app 'Google Chrome' --over 1GB --per day",
                        "netmon alert add --app any --over 500MB --per hour --direction up",
                        "netmon alert add --over 50GB --per month --month-starts 15",
                        "netmon alert add --over 2GB --per day --run ~/bin/tell -- --loud",
                        "netmon alert add --new-app")
                .notes("The program of --run runs as you, without a shell, for at most half a minute. Its environment"
                        + " is NETMON_ALERT_TEXT, _APP, _BYTES, _LIMIT, _PER, _DIRECTION, _SINCE and _ID alone.")
                .training("--over 1GB --per day --app ssh");
    }

    @Override
    public Integer call() throws StoreException {
        Path database = session.database();
        requireSense();
        Alert alert = alert();
        Request.AddAlert request = new Request.AddAlert(alert);
        if (request.isTooLong()) {
            throw new UsageException("the name and the command are too long");
        }
        if (!alert.command().isEmpty()) {
            ProgramPath.requireOwner(database);
        }
        String similar =
                alert.scope() == Alert.Scope.APPLICATION ? KnownApps.suggestion(session, List.of(alert.app())) : "";
        long id = DatabaseChange.make(
                database,
                request,
                DatabaseChange.USUAL_PATIENCE,
                log -> log.alerts().add(alert));
        session.say("alert " + id + ": "
                + AlertAnswer.sentence(alert, session.settings().units().bytes()));
        if (alert.scope() == Alert.Scope.APPLICATION && !KnownApps.contains(session, alert.app())) {
            session.err()
                    .println("netmon: no traffic from \"" + TextCell.brief(alert.app())
                            + "\" so far; the alert counts it as soon as there is some"
                            + (similar.isEmpty() ? "" : ". " + similar));
        }
        session.warnIfStopped(session.zone(), List.of());
        return ExitCode.OK;
    }

    private boolean isFirstSight() {
        return newApp.isGiven() || newDestination.isGiven();
    }

    private void requireSense() {
        if (over.isGiven()) {
            limit(); // asks for a unit before it asks for a period
        }
        if (!isFirstSight() && !(over.isGiven() && per.isGiven())) {
            throw new UsageException("Missing required option: '" + (over.isGiven() ? "--per=TIME'" : "--over=SIZE'"));
        }
        if (isFirstSight() && (over.isGiven() || per.isGiven() || direction.isGiven())) {
            throw new UsageException(
                    "--new-app and --new-destination have no limit; leave out --over, --per and" + " --direction");
        }
        if (newApp.isGiven() && (newDestination.isGiven() || app.isGiven())) {
            throw new UsageException("--new-app is about all applications; leave out --app and --new-destination");
        }
        if (newDestination.isGiven() && (!app.isGiven() || app.get().equalsIgnoreCase(ANY))) {
            throw new UsageException("--new-destination needs an application: name it with --app");
        }
    }

    private Alert alert() {
        int starts = month.day(session);
        PeriodParser.requireMonthStart(starts);
        List<String> command = command();
        return new Alert(
                0,
                scope(),
                app.isGiven() && scope() != Alert.Scope.ANY ? name() : "",
                direction.get(),
                isFirstSight() ? 0 : limit(),
                isFirstSight() ? CalendarUnit.DAY : per.get(),
                starts,
                program.isGiven() ? Alert.Means.COMMAND : logOnly.isGiven() ? Alert.Means.LOG : Alert.Means.DESKTOP,
                command);
    }

    private long limit() {
        return ByteSizeParser.parse(over.get(), session.settings().units());
    }

    /** The program and its arguments; empty without a program. */
    private List<String> command() {
        if (!program.isGiven() && programArguments.isGiven()) {
            throw new UsageException("'" + programArguments.values().get(0)
                    + "' is an argument of no program; name the program with --run");
        }
        if (program.isGiven() && logOnly.isGiven()) {
            throw new UsageException("only one of --run and --log can be given");
        }
        List<String> command = new ArrayList<>();
        if (program.isGiven()) {
            command.add(
                    ProgramPath.find(program.get(), session.variable("PATH")).toString());
            command.addAll(programArguments.values());
        }
        return command;
    }

    private Alert.Scope scope() {
        if (isFirstSight()) {
            return newApp.isGiven() ? Alert.Scope.NEW_APPLICATION : Alert.Scope.NEW_DESTINATION;
        }
        if (!app.isGiven()) {
            return Alert.Scope.TOTAL;
        }
        return app.get().equalsIgnoreCase(ANY) ? Alert.Scope.ANY : Alert.Scope.APPLICATION;
    }

    /** The name in NFC, as applications are stored; terminals write accents in either form. */
    private String name() {
        String name = Normalizer.normalize(app.get(), Normalizer.Form.NFC);
        if (name.isEmpty()) {
            throw new UsageException("--app must be an application's name");
        }
        return name;
    }
}
