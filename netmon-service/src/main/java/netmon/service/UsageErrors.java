package netmon.service;

import java.io.PrintWriter;
import java.util.List;
import netmon.model.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors of the command line and of the settings to standard error. */
final class UsageErrors {
    static final int USAGE = 2;

    private UsageErrors() {}

    static void print(CommandLine command, @Nullable String message) {
        command.getErr().println(ServiceCommand.NAME + ": " + PlainText.of(String.valueOf(message)));
    }

    /** Prints an error of the command line with its synopsis, and returns the exit status. */
    static int wrongArguments(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException other
                && !other.getUnmatched().isEmpty()) {
            print(command, unmatched(other));
        } else {
            print(command, failure.getMessage());
        }
        PrintWriter err = command.getErr();
        err.print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(0));
        err.println("'" + ServiceCommand.NAME + " --help' lists the options.");
        return USAGE;
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        String what = failure.isUnknownOption() ? "unknown option" : "unexpected argument";
        List<String> suggestions = failure.getSuggestions();
        return what + " '" + failure.getUnmatched().get(0) + "'"
                + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }
}
