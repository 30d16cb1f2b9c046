package netmon.cli;

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
    private final CommandTree tree;
    private final String[] args;
    private String words = "";
    private int next;

    private FastPath(CommandTree tree, String... args) {
        this.tree = tree;
        this.args = args;
    }

    /** Runs a command line and returns its exit status; null, without any effect, if picocli must parse it. */
    static @Nullable Integer run(Session session, String... args) {
        String help = HelpPages.find(session, args);
        if (help != null) {
            session.out().print(help);
            return ExitCode.OK;
        }
        CliCommand command = find(session, args);
        if (command == null) {
            return null;
        }
        DriverPreload.loadAside();
        try {
            return command.call();
        } catch (UsageException e) {
            return null;
        } catch (Exception e) {
            return new ErrorReporter(session).failed(e);
        }
    }

    /** The command with its values; null if picocli must parse the line. Applies {@code --db} to the session. */
    static @Nullable public CliCommand find(Session session, String... args) {
        CommandTree tree = new CommandTree(session);
        FastPath line = new FastPath(tree, args);
        try {
            CliCommand command = line.readWords() ? tree.create(line.words) : null;
            if (command == null || !line.readArguments(command)) {
                return null;
            }
            tree.applyShared();
            return command;
        } catch (IllegalArgumentException e) {
            return null; // a value that its option does not accept
        }
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
        int equals = text.indexOf('='); // --top=5
        String name = equals < 0 ? text : text.substring(0, equals);
        CommandArgument<?> option = tree.shared().option(name);
        if (option == null) {
            option = command.arguments().option(name);
        }
        if (option == null) {
            return false;
        }
        return equals < 0 ? readValue(option) : !option.isFlag() && addValue(option, text.substring(equals + 1));
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
        option.add(value);
        return true;
    }

    private boolean readParameter(CliCommand command, String text) {
        CommandArgument<?> parameter = command.arguments().parameter();
        if (parameter == null || parameter.values().size() == parameter.maximum() || isSubcommand(text)) {
            return false;
        }
        parameter.add(text);
        return true;
    }

    /** Whether a word names a command below the one that is named so far. */
    private boolean isSubcommand(String word) {
        return !word.isEmpty() && word.indexOf(' ') < 0 && tree.isCommand(subcommand(word));
    }

    private String subcommand(String word) {
        return words.isEmpty() ? word : words + " " + word;
    }
}
