package netmon.cli.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A word that can follow a command: one of its subcommands, or one of its options with all its names.
 *
 * @param names such as {@code --db} and {@code -db}
 * @param value the label of an option's value, such as {@code FILE}; empty for a flag
 * @param values the words that it accepts; empty if there is no such list
 */
record CompletionItem(List<String> names, String description, String value, List<String> values, boolean file) {
    /** The items of each command by its words, such as {@code stats apps}; empty for netmon itself. */
    static Map<String, List<CompletionItem>> tree(CommandLine netmon) {
        Map<String, List<CompletionItem>> tree = new LinkedHashMap<>();
        collect(tree, "", netmon);
        return tree;
    }

    private static void collect(Map<String, List<CompletionItem>> tree, String words, CommandLine command) {
        tree.put(words, of(command));
        command.getSubcommands().forEach((name, each) -> collect(tree, (words + " " + name).strip(), each));
    }

    /** All commands and options of a command, in the order of its help. */
    static List<CompletionItem> of(CommandLine command) {
        List<CompletionItem> items = new ArrayList<>();
        command.getSubcommands()
                .forEach((name, each) -> items.add(
                        new CompletionItem(List.of(name), description(each.getCommandSpec()), "", List.of(), false)));
        for (OptionSpec each : command.getCommandSpec().options()) {
            if (!each.hidden()) {
                items.add(of(each));
            }
        }
        return items;
    }

    private static CompletionItem of(OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return new CompletionItem(
                List.of(option.names()),
                description(option),
                takesValue ? option.paramLabel() : "",
                takesValue ? candidates(option) : List.of(),
                takesValue && option.type() == Path.class);
    }

    static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    static String description(ArgSpec argument) {
        return String.join(" ", argument.description())
                .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates(argument)))
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    boolean isCommand() {
        return !names.get(0).startsWith("-");
    }

    private static List<String> candidates(ArgSpec argument) {
        List<String> values = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(each -> values.add(each.toLowerCase(Locale.ROOT)));
        }
        return values;
    }
}
