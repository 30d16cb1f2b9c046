package netmon.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The tree of commands, and how one of them is run. */
final class Commands {
    private Commands() {}

    /** Runs a command line and returns its exit status. */
    static int run(Session session, String... args) {
        return tree(session).execute(args.length > 0 && args[0].equals("help") ? help(args) : args);
    }

    /** {@code help stats apps} is {@code stats apps --help}. */
    private static String[] help(String... args) {
        String[] asOption = Arrays.copyOfRange(args, 1, args.length + 1);
        asOption[args.length - 1] = "--help";
        return asOption;
    }

    static CommandLine tree(Session session) {
        CommandLine netmon = new CommandLine(new NetmonCommand(session))
                .addSubcommand(stats(session))
                .addSubcommand(new ExplainCommand(session))
                .addSubcommand(new VerifyCommand(session))
                .addSubcommand(new BackupCommand(session))
                .addSubcommand(new PurgeCommand(session))
                .addSubcommand(new VersionCommand(session));
        netmon.getCommandSpec().versionProvider(() -> new String[] {Version.line()});
        tidyHelp(netmon);
        Failures failures = new Failures(session.err());
        return netmon.setOut(session.out())
                .setErr(session.err())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler(failures::misunderstood)
                .setExecutionExceptionHandler(failures::failed)
                .setExecutionStrategy(Commands::runLast);
    }

    private static CommandLine stats(Session session) {
        CommandLine stats = new CommandLine(new StatsCommand(session))
                .addSubcommand(new AppsCommand(session))
                .addSubcommand(new InterfacesCommand(session))
                .addSubcommand(new TotalsCommand(session, null));
        for (Span span : Span.values()) {
            CommandLine totals = new CommandLine(new TotalsCommand(session, span));
            totals.getCommandSpec()
                    .name(span.word())
                    .usageMessage()
                    .description("Shows the totals of " + span.label() + ".")
                    .footer();
            stats.addSubcommand(span.word(), totals);
        }
        return stats;
    }

    private static void tidyHelp(CommandLine command) {
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
        command.getSubcommands().values().forEach(Commands::tidyHelp);
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
