package netmon.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import netmon.cli.client.DatabaseChange;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.cli.session.Session;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.files.Home.NoHomeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints one line for a failure, and chooses the exit status. */
record ErrorReporter(Session session) {
    /** Handles a command line that cannot be parsed. */
    int misunderstood(ParameterException failure, String... args) {
        CommandLine command = failure.getCommandLine();
        print(failure instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : misread(failure));
        return usage(command);
    }

    /** The message for a value that its argument does not accept. */
    private static @Nullable String misread(ParameterException failure) {
        ArgSpec spec = failure.getArgSpec();
        boolean isDeclared =
                spec != null && spec.userObject() instanceof CommandArgument<?> argument && argument.expected() != null;
        return isDeclared && failure.getValue() != null
                ? misread((CommandArgument<?>) spec.userObject(), failure.getValue())
                : failure.getMessage();
    }

    /** The message for a value that an argument does not accept. */
    static String misread(CommandArgument<?> argument, String value) {
        return argument.isOption()
                ? argument.names().get(0) + " takes " + argument.expected() + ", not '" + value + "'"
                : "'" + value + "' is not " + argument.expected();
    }

    /** Handles a wrong command line without picocli. */
    int misused(String words, CommandTree tree, UsageException failure) {
        print(failure.getMessage());
        if (!failure.isWithUsage()) {
            return ExitCode.USAGE;
        }
        CliCommand command = tree.create(words);
        String name = words.isEmpty() ? "netmon" : "netmon " + words;
        String parameters = command == null ? "" : command.arguments().synopsis();
        String below = tree.below(words).isEmpty() ? "" : " [COMMAND]";
        session.err().println("Usage: " + name + " [OPTIONS]" + parameters + below);
        session.err().println("'" + name + " --help' shows all options.");
        return ExitCode.USAGE;
    }

    /** Handles a failure of a command. */
    int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException wrong) {
            print(failure.getMessage());
            return wrong.isWithUsage() ? usage(command) : ExitCode.USAGE;
        }
        return failed(failure);
    }

    /** Handles a failure that the command line did not cause. */
    int failed(Exception failure) {
        if (failure instanceof StoreException store) {
            if (store.kind() == StoreException.Remedy.MISSING && !session.isDatabaseNamed()) {
                session.err().println("netmon has no data yet. Start the service: " + session.startCommand());
            } else {
                print(store.getMessage());
            }
            return ExitCode.DATABASE;
        }
        if (failure instanceof NoHomeException) {
            print(failure.getMessage());
            return ExitCode.DATABASE;
        }
        if (failure instanceof DatabaseChange.Refused) {
            print(failure.getMessage());
            return ExitCode.FAILED;
        }
        print("this is a bug in netmon: " + failure);
        printTrace(failure);
        return ExitCode.FAILED;
    }

    /** The message of an exception may contain text from outside. */
    private void printTrace(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        trace.toString().lines().forEach(line -> session.err().println(PlainText.of(line.replace("\t", "    "))));
    }

    private int usage(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        session.err()
                .print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(0));
        session.err().println("'" + name + " --help' shows all options.");
        return ExitCode.USAGE;
    }

    private static @Nullable String unmatched(UnmatchedArgumentException failure) {
        if (failure.getUnmatched().isEmpty()) {
            return failure.getMessage(); // an option without its value, such as --last -1s
        }
        String first = failure.getUnmatched().get(0);
        boolean hasCommands = !failure.getCommandLine().getSubcommands().isEmpty();
        String what =
                failure.isUnknownOption() ? "unknown option" : hasCommands ? "unknown command" : "unexpected argument";
        List<String> suggestions = failure.getSuggestions();
        return what + " '" + first + "'" + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }

    private void print(@Nullable String message) {
        session.err().println("netmon: " + PlainText.of(String.valueOf(message)));
    }
}
