package netmon.cli.image;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Fills in what the scripts of bash and zsh have in common: which words belong to which command, and which values to which option. */
final class CompletionScript {
    /** Never what a command line so far names. */
    private static final String NO_COMMAND = "''";

    /** How a shell says it. */
    interface Shell {
        /** What completes an option's value. */
        String value(CompletionItem option);

        /**
         * What completes a word behind a command, as a case of the command line so far.
         *
         * @param at the command's words, each behind a blank
         */
        String words(String at, List<CompletionItem> offers);
    }

    private CompletionScript() {}

    /** @param tree see {@link CompletionItem#tree} */
    static String of(String script, String program, Map<String, List<CompletionItem>> tree, Shell shell) {
        StringJoiner commands = new StringJoiner(" | ").setEmptyValue(NO_COMMAND);
        StringJoiner values = new StringJoiner("\n");
        StringJoiner words = new StringJoiner("\n");
        tree.forEach((command, offers) -> {
            String at = command.isEmpty() ? "" : " " + command;
            if (!command.isEmpty()) {
                commands.add("'" + at + "'");
            }
            for (CompletionItem each : offers) {
                if (!each.value().isEmpty()) {
                    values.add("        " + patterns(at, each) + ") " + shell.value(each) + " ;;");
                }
            }
            words.add(shell.words(at, offers));
        });
        return script.replace("@PROGRAM@", program)
                .replace("@FUNCTION@", function(program))
                .replace("@COMMANDS@", commands.toString())
                .replace("@VALUES@", values.toString())
                .replace("@WORDS@", words.toString());
    }

    /** A program's name as one of a function. */
    static String function(String program) {
        return "_" + program.replace('-', '_');
    }

    private static String patterns(String at, CompletionItem option) {
        StringJoiner patterns = new StringJoiner(" | ");
        option.names().forEach(each -> patterns.add("'" + at + ":" + each + "'"));
        return patterns.toString();
    }
}
