package netmon.service.settings;

import java.io.PrintWriter;
import java.util.List;
import netmon.model.PlainText;
import netmon.service.ServiceCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error what is wrong with a command line, or why it cannot be done. */
public final class UsageErrors {
    private static final int USAGE = 2;

    private UsageErrors() {}

    public static void say(CommandLine command, @Nullable String what) {
        command.getErr().println(ServiceCommand.NAME + ": " + PlainText.of(String.valueOf(what)));
    }

    /** Says what is wrong with the settings, for an exit status. */
    public static int misunderstood(CommandLine command, @Nullable String why) {
        say(command, why);
        return USAGE;
    }

    /** Says what is wrong with the command line, and how one is written, for an exit status. */
    public static int misunderstood(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException other
                && !other.getUnmatched().isEmpty()) {
            say(command, unmatched(other));
        } else {
            say(command, failure.getMessage());
        }
        PrintWriter err = command.getErr();
        err.print(command.getHelp().synopsisHeading() + command.getHelp().synopsis(0));
        err.println("'" + ServiceCommand.NAME + " --help' tells more.");
        return USAGE;
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        String what = failure.isUnknownOption() ? "unknown option" : "unexpected argument";
        List<String> suggestions = failure.getSuggestions();
        return what + " '" + failure.getUnmatched().get(0) + "'"
                + (suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?");
    }
}
