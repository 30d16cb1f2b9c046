package netmon.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.options.CommandArguments;
import netmon.cli.session.Session;
import netmon.model.Version;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Picocli's model of all commands, built from the {@link CommandTree}: for help, errors and unusual command lines. */
public final class CommandModel {
    /** Longer lines are hard to read. */
    static final int HELP_COLUMNS = 80;

    /** The least width that picocli accepts. */
    private static final int LEAST_HELP_COLUMNS = 55;

    private final Session session;
    private final CommandTree tree;
    private final Map<String, CommandLine> built = new HashMap<>();

    private CommandModel(Session session) {
        this.session = session;
        this.tree = new CommandTree(session);
    }

    /** Runs a command line and returns its exit status. */
    static int run(Session session, String... args) {
        String[] line = new WordOrder(new CommandTree(session)).wordsFirst(args);
        return of(session).execute(line.length > 0 && line[0].equals("help") ? help(line) : line);
    }

    /** {@code help stats apps} is {@code stats apps --help}. */
    private static String[] help(String... args) {
        String[] asOption = Arrays.copyOfRange(args, 1, args.length + 1);
        asOption[args.length - 1] = "--help";
        return asOption;
    }

    /** The model of {@code netmon} with all its commands. */
    public static CommandLine of(Session session) {
        return new CommandModel(session).build();
    }

    private CommandLine build() {
        tree.createAll().forEach(this::add);
        ErrorReporter failures = new ErrorReporter(session);
        return command("")
                .setOut(session.out())
                .setErr(session.err())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setExpandAtFiles(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler(failures::misunderstood)
                .setExecutionExceptionHandler(failures::failed)
                .setExecutionStrategy(this::runLast);
    }

    private void add(String words, CliCommand command) {
        int blank = words.lastIndexOf(' ');
        String name = words.isEmpty() ? "netmon" : words.substring(blank + 1);
        CommandLine line = new CommandLine(spec(name, command));
        if (words.isEmpty()) {
            addShared(line.getCommandSpec());
        } else {
            command(blank < 0 ? "" : words.substring(0, blank)).addSubcommand(name, line);
        }
        built.put(words, line);
    }

    private CommandLine command(String words) {
        CommandLine command = built.get(words);
        if (command == null) {
            throw new IllegalStateException("the table has no command '" + words + "' before its subcommands");
        }
        return command;
    }

    private CommandSpec spec(String name, CliCommand command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage()
                .description(command.help().description())
                .footer(command.help().footer())
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .width(Math.min(HELP_COLUMNS, Math.max(LEAST_HELP_COLUMNS, session.columns())));
        addAll(spec, command.arguments(), ScopeType.LOCAL);
        return spec;
    }

    /** Adds the options that picocli acts on, and those that every command has. */
    private void addShared(CommandSpec netmon) {
        netmon.versionProvider(() -> new String[] {"netmon " + Version.number()});
        netmon.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help.")
                .build());
        netmon.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        addAll(netmon, tree.shared(), ScopeType.INHERIT);
    }

    private static void addAll(CommandSpec spec, CommandArguments arguments, ScopeType scope) {
        for (CommandArgument<?> each : arguments.all()) {
            if (each.isOption()) {
                spec.addOption(option(each, scope));
            } else {
                spec.addPositional(parameter(each));
            }
        }
    }

    private static OptionSpec option(CommandArgument<?> declared, ScopeType scope) {
        return OptionSpec.builder(declared.names().toArray(String[]::new))
                .userObject(declared)
                .description(declared.description())
                .paramLabel(declared.label())
                .type(type(declared))
                .auxiliaryTypes(valueType(declared))
                .completionCandidates(declared.choices())
                .converters(text -> parse(declared, text))
                .required(declared.minimum() > 0)
                .arity(declared.isFlag() ? "0" : "1")
                .scopeType(scope)
                .build();
    }

    private static PositionalParamSpec parameter(CommandArgument<?> declared) {
        boolean isList = declared.maximum() > 1;
        return PositionalParamSpec.builder()
                .userObject(declared)
                .description(declared.description())
                .paramLabel(declared.label())
                .type(type(declared))
                .auxiliaryTypes(valueType(declared))
                .converters(text -> parse(declared, text))
                .index(isList ? "0..*" : "0")
                .arity(declared.minimum() + ".." + (isList ? "*" : "1"))
                .build();
    }

    private static Class<?> type(CommandArgument<?> declared) {
        return declared.maximum() > 1 ? List.class : valueType(declared);
    }

    private static Class<?> valueType(CommandArgument<?> declared) {
        if (declared.isFlag()) {
            return boolean.class;
        }
        return declared.isFile() ? Path.class : String.class;
    }

    private static Object parse(CommandArgument<?> argument, String text) {
        try {
            return argument.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(text);
        }
    }

    /** Runs the innermost command; refuses options of an outer one, which would have no effect. */
    private int runLast(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        for (ParseResult each = parsed; each.hasSubcommand(); each = each.subcommand()) {
            for (OptionSpec option : each.matchedOptions()) {
                if (option.scopeType() != ScopeType.INHERIT) {
                    throw new ParameterException(
                            each.commandSpec().commandLine(),
                            "put " + option.longestName() + " after '"
                                    + last.getCommandSpec().qualifiedName() + "'");
                }
            }
        }
        takeValues(commands);
        tree.applyShared();
        return new RunLast().execute(parsed);
    }

    /** Gives the parsed values to the declared arguments. */
    static void takeValues(List<CommandLine> commands) {
        for (CommandLine each : commands) {
            // picocli lists an option that is given twice as two options, each with both values
            Set<ArgSpec> matched = new LinkedHashSet<>(each.getParseResult().matchedOptions());
            matched.addAll(each.getParseResult().matchedPositionals());
            for (ArgSpec spec : matched) {
                boolean isOff = Boolean.FALSE.equals(spec.getValue()); // --bits=false
                if (spec.userObject() instanceof CommandArgument<?> argument && !isOff) {
                    spec.stringValues().forEach(argument::add);
                }
            }
        }
    }
}
