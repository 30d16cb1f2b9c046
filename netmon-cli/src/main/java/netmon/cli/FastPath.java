package netmon.cli;

import java.util.List;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.store.sqlite.DriverPreload;
import org.jspecify.annotations.Nullable;

/**
 * Parses the usual command lines without picocli, since picocli takes longer to build its model than the answer takes.
 * It leaves the rest to picocli: help, errors, and unusual forms such as an option given twice.
 */
public final class FastPath {
    /** Options that picocli acts on, wherever they stand. */
    private static final List<String> OF_PICOCLI = List.of("-h", "--help", "-V", "--version", "--");

    private final CommandTree tree;
    private final String[] args;
    private String words = "";
    private int next;

    private FastPath(CommandTree tree, String... args) {
        this.tree = tree;
        this.args = new WordOrder(tree).wordsFirst(args);
    }

    /** Runs a command line and returns its exit status; null, without any effect, if picocli must parse it. */
    static @Nullable Integer run(Session session, String... args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            return new VersionCommand(session).call();
        }
        String help = HelpPages.find(session, args);
        if (help != null) {
            session.out().print(help);
            return ExitCode.OK;
        }
        FastPath line = new FastPath(new CommandTree(session), args);
        try {
            CliCommand command = line.read();
            if (command == null) {
                return null;
            }
            DriverPreload.loadAside();
            return command.call();
        } catch (UsageException e) {
            return new ErrorReporter(session).misused(line.words, line.tree, e);
        } catch (Exception e) {
            return new ErrorReporter(session).failed(e);
        }
    }

    /** The command with its values; null if picocli must parse the line. Applies {@code --db} to the session. */
    static @Nullable public CliCommand find(Session session, String... args) {
        try {
            return new FastPath(new CommandTree(session), args).read();
        } catch (UsageException e) {
            return null; // a word, an option or a value that is wrong
        }
    }

    /**
     * The command with its values; null if picocli must parse the line.
     *
     * @throws UsageException if the line is surely wrong
     */
    private @Nullable CliCommand read() {
        CliCommand command = readWords() ? tree.create(words) : null;
        if (command == null || !readArguments(command)) {
            return null;
        }
        tree.applyShared();
        return command;
    }

    /** Reads the words of the command, and the options of every command between them. */
    private boolean readWords() {
        while (next < args.length) {
            CommandArgument<?> option = tree.shared().option(args[next]);
            if (option != null) {
                next++;
                if (!readValue(option)) {
                    return false;
                }
            } else if (isSubcommand(args[next])) {
                words = subcommand(args[next++]);
            } else {
                return true;
            }
        }
        return true;
    }

    private boolean readArguments(CliCommand command) {
        while (next < args.length) {
            String text = args[next++];
            if (!(text.startsWith("-") ? readOption(command, text) : readParameter(command, text))) {
                return false;
            }
        }
        return command.arguments().isComplete();
    }

    private boolean readOption(CliCommand command, String text) {
        CommandArgument<?> whole = option(command, text); // its name may have a '=' too
        if (whole != null) {
            return readValue(whole);
        }
        int equals = text.indexOf('='); // --top=5
        String name = equals < 0 ? text : text.substring(0, equals);
        CommandArgument<?> option = equals < 0 ? null : option(command, name);
        if (option == null) {
            return leave(text.length() > 1, new Corrections(tree).option(words, command, name));
        }
        return !option.isFlag() && addValue(option, text.substring(equals + 1));
    }

    private @Nullable CommandArgument<?> option(CliCommand command, String name) {
        CommandArgument<?> option = tree.shared().option(name);
        return option != null ? option : command.arguments().option(name);
    }

    private boolean readValue(CommandArgument<?> option) {
        if (option.isFlag()) {
            return addValue(option, "true");
        }
        return next < args.length && addValue(option, args[next++]);
    }

    /** Adds a value, unless picocli must decide what it is. */
    private boolean addValue(CommandArgument<?> option, String value) {
        if (option.isGiven() || value.isEmpty() || value.startsWith("-") || isSubcommand(value)) {
            return false;
        }
        return add(option, value);
    }

    private boolean add(CommandArgument<?> argument, String value) {
        try {
            argument.add(value);
            return true;
        } catch (IllegalArgumentException e) {
            return leave(true, ErrorReporter.misread(argument, value));
        }
    }

    /** Leaves the line to picocli, which returns false; throws if it is surely wrong and asks for no help. */
    private boolean leave(boolean isWrong, String message) {
        for (String each : args) {
            if (OF_PICOCLI.contains(each) || args[0].equals("help")) {
                return false;
            }
        }
        if (isWrong) {
            throw new UsageException(message);
        }
        return false;
    }

    private boolean readParameter(CliCommand command, String text) {
        CommandArgument<?> parameter = command.arguments().parameter();
        if (text.isEmpty() || isSubcommand(text)) {
            return false;
        }
        if (parameter == null || parameter.values().size() == parameter.maximum()) {
            return leave(true, new Corrections(tree).word(words, text));
        }
        return add(parameter, text);
    }

    /** Whether a word names a command below the one that is named so far. */
    private boolean isSubcommand(String word) {
        return !word.isEmpty() && word.indexOf(' ') < 0 && tree.isCommand(subcommand(word));
    }

    private String subcommand(String word) {
        return words.isEmpty() ? word : words + " " + word;
    }
}
