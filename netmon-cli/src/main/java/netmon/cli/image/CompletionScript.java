package netmon.cli.image;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Fills in what the scripts of bash and zsh share: the words after each command, and values of options. */
final class CompletionScript {
    /**
     * Prints the names of the recorded applications, one a line, from the first column of CSV. A name with a comma or a
     * quote stands in quotes.
     */
    private static final String APPS = "@PROGRAM@ --all --csv 2>/dev/null |"
            + " sed -E -e 1d -e 's/^\"(([^\"]|\"\")*)\",.*/\\1/' -e tq -e 's/,.*//' -e :q -e 's/\"\"/\"/g'";

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
                if (each.isOption() && !each.value().isEmpty()) {
                    values.add("        " + patterns(at, each) + ") " + value.apply(each) + " ;;");
                }
            }
            words.add(word.apply(at, offers));
        });
        String whole = script.replace("@COMMANDS@", commands.toString())
                .replace("@VALUES@", values.toString())
                .replace("@WORDS@", words.toString());
        return filled(whole, program);
    }

    /** Fills in what all shells share. */
    static String filled(String script, String program) {
        return script.replace("@APPS@", APPS).replace("@PROGRAM@", program).replace("@FUNCTION@", function(program));
    }

    /** The source of the parameters of a command, as a word for a shell script; empty without one. */
    static String parameters(List<CompletionItem> offers) {
        for (CompletionItem each : offers) {
            if (each.names().isEmpty() && each.source() != CompletionItem.ValueSource.NONE) {
                return each.source().name().toLowerCase(Locale.ROOT);
            }
        }
        return "";
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
