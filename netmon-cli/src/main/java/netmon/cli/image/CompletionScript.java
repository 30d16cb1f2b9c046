package netmon.cli.image;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Fills in what the scripts of bash and zsh share: the words after each command, and values of options. */
final class CompletionScript {
    private CompletionScript() {}

    /**
     * The script of a shell.
     *
     * @param tree see {@link CompletionItem#tree}
     * @param value code that completes the value of an option
     * @param word a case that completes a word after a command; it gets the words of the command, each after a blank
     */
    static String of(
            String script,
            String program,
            Map<String, List<CompletionItem>> tree,
            Function<CompletionItem, String> value,
            BiFunction<String, List<CompletionItem>, String> word) {
        StringJoiner commands = new StringJoiner(" | ").setEmptyValue("''"); // matches no command
        StringJoiner values = new StringJoiner("\n");
        StringJoiner words = new StringJoiner("\n");
        tree.forEach((command, offers) -> {
            String at = command.isEmpty() ? "" : " " + command;
            if (!command.isEmpty()) {
                commands.add("'" + at + "'");
            }
            for (CompletionItem each : offers) {
                if (!each.value().isEmpty()) {
                    values.add("        " + patterns(at, each) + ") " + value.apply(each) + " ;;");
                }
            }
            words.add(word.apply(at, offers));
        });
        return script.replace("@PROGRAM@", program)
                .replace("@FUNCTION@", function(program))
                .replace("@COMMANDS@", commands.toString())
                .replace("@VALUES@", values.toString())
                .replace("@WORDS@", words.toString());
    }

    static String function(String program) {
        return "_" + program.replace('-', '_');
    }

    private static String patterns(String at, CompletionItem option) {
        StringJoiner patterns = new StringJoiner(" | ");
        option.names().forEach(each -> patterns.add("'" + at + ":" + each + "'"));
        return patterns.toString();
    }
}
