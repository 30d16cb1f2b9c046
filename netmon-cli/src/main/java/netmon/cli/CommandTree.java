package netmon.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import netmon.cli.alerts.AlertAddCommand;
import netmon.cli.alerts.AlertCheckCommand;
import netmon.cli.alerts.AlertCommand;
import netmon.cli.alerts.AlertListCommand;
import netmon.cli.alerts.AlertRemoveCommand;
import netmon.cli.doctor.DoctorCommand;
import netmon.cli.explain.ExplainCommand;
import netmon.cli.history.HistoryCommand;
import netmon.cli.live.LiveCommand;
import netmon.cli.maintenance.BackupCommand;
import netmon.cli.maintenance.PurgeCommand;
import netmon.cli.maintenance.VerifyCommand;
import netmon.cli.parse.NamedPeriod;
import netmon.cli.parse.UsageException;
import netmon.cli.session.Session;
import netmon.cli.setup.SetupCommand;
import netmon.cli.setup.UninstallCommand;
import netmon.cli.stats.AppsCommand;
import netmon.cli.stats.InterfacesCommand;
import netmon.cli.stats.TotalsCommand;
import netmon.cli.status.StatusCommand;
import netmon.model.Version;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The tree of commands, and how one of them is run. */
public final class CommandTree {
    /** Longer lines are hard to read. */
    static final int HELP_COLUMNS = 80;

    /** Picocli cannot do with less. */
    private static final int LEAST_HELP_COLUMNS = 55;

    private CommandTree() {}

    /** Runs a command line and returns its exit status. */
    static int run(Session session, String... args) {
        String[] line = args.length > 0 && args[0].equals("help") ? help(args) : args;
        // Half of the time would go into commands that are not meant; help and complaints speak of all of them.
        IntSupplier fully = () -> tree(session).execute(line);
        CommandLine named = tree(session, Set.copyOf(Arrays.asList(line))::contains);
        IExecutionExceptionHandler failures = named.getExecutionExceptionHandler();
        return named.setParameterExceptionHandler((failure, unused) -> fully.getAsInt())
                .setExecutionExceptionHandler((failure, command, parsed) -> failure instanceof UsageException
                        ? fully.getAsInt()
                        : failures.handleExecutionException(failure, command, parsed))
                .setExecutionStrategy(parsed -> asksForHelp(parsed) ? fully.getAsInt() : runLast(parsed))
                .execute(line);
    }

    private static boolean asksForHelp(ParseResult parsed) {
        return parsed.asCommandLineList().stream().anyMatch(CommandLine::isUsageHelpRequested);
    }

    /** {@code help stats apps} is {@code stats apps --help}. */
    private static String[] help(String... args) {
        String[] asOption = Arrays.copyOfRange(args, 1, args.length + 1);
        asOption[args.length - 1] = "--help";
        return asOption;
    }

    /** All commands. */
    public static CommandLine tree(Session session) {
        return tree(session, name -> true);
    }

    /** The commands whose names are wanted; a command line with no other command's name means the same to it. */
    static CommandLine tree(Session session, Predicate<String> wanted) {
        CommandLine netmon = new CommandLine(new NetmonCommand(session));
        add(netmon, "stats", wanted, () -> stats(session, wanted));
        add(netmon, "history", wanted, () -> new HistoryCommand(session));
        add(netmon, "alert", wanted, () -> alert(session, wanted));
        add(netmon, "live", wanted, () -> new LiveCommand(session));
        add(netmon, "status", wanted, () -> new StatusCommand(session));
        add(netmon, "doctor", wanted, () -> new DoctorCommand(session));
        add(netmon, "explain", wanted, () -> new ExplainCommand(session, null));
        add(netmon, "verify", wanted, () -> new VerifyCommand(session));
        add(netmon, "backup", wanted, () -> new BackupCommand(session, ""));
        add(netmon, "purge", wanted, () -> new PurgeCommand(session));
        add(netmon, "setup", wanted, () -> new SetupCommand(session));
        add(netmon, "uninstall", wanted, () -> new UninstallCommand(session));
        add(netmon, "version", wanted, () -> new VersionCommand(session));
        netmon.getCommandSpec().versionProvider(() -> new String[] {"netmon " + Version.number()});
        tidyHelp(netmon, Math.min(HELP_COLUMNS, Math.max(LEAST_HELP_COLUMNS, session.columns())));
        ErrorReporter failures = new ErrorReporter(session.err());
        return netmon.setOut(session.out())
                .setErr(session.err())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler(failures::misunderstood)
                .setExecutionExceptionHandler(failures::failed)
                .setExecutionStrategy(CommandTree::runLast);
    }

    private static CommandLine stats(Session session, Predicate<String> wanted) {
        CommandLine stats = new CommandLine(new StatsCommand(session));
        add(stats, "apps", wanted, () -> new AppsCommand(session));
        add(stats, "interfaces", wanted, () -> new InterfacesCommand(session));
        add(stats, "totals", wanted, () -> new TotalsCommand(session, null));
        for (NamedPeriod span : NamedPeriod.values()) {
            add(stats, span.word(), wanted, () -> totals(session, span));
        }
        return stats;
    }

    private static CommandLine alert(Session session, Predicate<String> wanted) {
        CommandLine alert = new CommandLine(new AlertCommand(session));
        add(alert, "add", wanted, () -> new AlertAddCommand(session));
        add(alert, "list", wanted, () -> new AlertListCommand(session));
        add(alert, "remove", wanted, () -> new AlertRemoveCommand(session));
        add(alert, "check", wanted, () -> new AlertCheckCommand(session));
        return alert;
    }

    private static CommandLine totals(Session session, NamedPeriod span) {
        CommandLine totals = new CommandLine(new TotalsCommand(session, span));
        totals.getCommandSpec()
                .name(span.word())
                .usageMessage()
                .description("Shows the totals of " + span.label() + ".")
                .footer("", "Example:", "  netmon stats " + span.word());
        return totals;
    }

    private static void add(CommandLine parent, String name, Predicate<String> wanted, Supplier<Object> command) {
        if (wanted.test(name)) {
            parent.addSubcommand(name, command.get());
        }
    }

    private static void tidyHelp(CommandLine command, int columns) {
        command.getCommandSpec()
                .usageMessage()
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .width(columns);
        command.getSubcommands().values().forEach(each -> tidyHelp(each, columns));
    }

    /** Runs the innermost command; refuses options of an outer one, which would have no effect. */
    private static int runLast(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        for (ParseResult each = parsed; each.hasSubcommand(); each = each.subcommand()) {
            for (OptionSpec option : each.matchedOptions()) {
                if (option.scopeType() != ScopeType.INHERIT) {
                    throw new ParameterException(
                            each.commandSpec().commandLine(),
                            option.longestName() + " belongs behind '"
                                    + last.getCommandSpec().qualifiedName() + "'");
                }
            }
        }
        return new RunLast().execute(parsed);
    }
}
