package netmon.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import netmon.cli.client.DatabaseChange;
import netmon.cli.parse.UsageException;
import netmon.cli.session.ExitCode;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.files.NoHomeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line what went wrong, and chooses the exit status. */
final class ErrorReporter {
    private static final Map<Class<?>, String> NUMBERS =
            Map.of(int.class, "a number", Integer.class, "a number", long.class, "a number", Long.class, "a number");

    private final PrintWriter err;

    ErrorReporter(PrintWriter err) {
        this.err = err;
    }

    /** The command line could not be parsed. */
    int misunderstood(ParameterException failure, String... args) {
        CommandLine command = failure.getCommandLine();
        say(failure instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : misread(failure));
        return usage(command);
    }

    /** A value that is none of its option's. */
    private static @Nullable String misread(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        if (argument == null || failure.getValue() == null) {
            return failure.getMessage();
        }
        Class<?> type = argument.auxiliaryTypes()[0];
        String wanted = type.isEnum() ? "one of " + Arrays.toString(type.getEnumConstants()) : NUMBERS.get(type);
        if (wanted == null) {
            return failure.getMessage();
        }
        return argument instanceof OptionSpec option
                ? option.longestName() + " takes " + wanted + ", not '" + failure.getValue() + "'"
                : "'" + failure.getValue() + "' is not " + wanted;
    }

    /** The command was understood and could not do what it should. */
    int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException) {
            say(failure.getMessage());
            return usage(command);
        }
        return failed(failure);
    }

    /** As above, for what is not the command line's fault. */
    int failed(Exception failure) {
        if (failure instanceof StoreException store) {
            say(store.getMessage() + remedy(store.kind()));
            return ExitCode.DATABASE;
        }
        if (failure instanceof NoHomeException) {
            say(failure.getMessage());
            return ExitCode.DATABASE;
        }
        if (failure instanceof DatabaseChange.Refused) {
            say(failure.getMessage());
            return ExitCode.FAILED;
        }
        say("this is a bug in netmon: " + failure);
        failure.printStackTrace(err);
        return ExitCode.FAILED;
    }

    private int usage(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        err.print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(0));
        err.println("'" + name + " --help' tells more.");
        return ExitCode.USAGE;
    }

    private static @Nullable String unmatched(UnmatchedArgumentException failure) {
        if (failure.getUnmatched().isEmpty()) {
            return failure.getMessage(); // an option without its value, as in --last -1s
        }
        String first = failure.getUnmatched().get(0);
        boolean hasCommands = !failure.getCommandLine().getSubcommands().isEmpty();
        String what =
                failure.isUnknownOption() ? "unknown option" : hasCommands ? "unknown command" : "unexpected argument";
        List<String> suggestions = failure.getSuggestions();
        return what + " '" + first + "'" + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }

    private static String remedy(StoreException.Remedy kind) {
        return switch (kind) {
            case MISSING -> "; netmon-service makes it: start that, or name another with --db";
            case UNUSABLE, DAMAGED, NEWER, REPLACED, BUSY, FULL -> "";
        };
    }

    private void say(@Nullable String message) {
        err.println("netmon: " + PlainText.of(String.valueOf(message)));
    }
}
