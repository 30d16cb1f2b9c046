package netmon.cli.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A word that can follow a command: one of its subcommands, one of its options with all its names, or a parameter.
 *
 * @param names such as {@code --db} and {@code -db}; empty for a parameter
 * @param value the label of an option's value, such as {@code FILE}; empty for a flag
 * @param values the words that it accepts; empty if there is no such list
 * @param source where other values come from
 */
record CompletionItem(List<String> names, String description, String value, List<String> values, ValueSource source) {
    /** What a shell looks up to complete a value. */
    enum ValueSource {
        NONE,
        FILES,
        /** The applications in the database. */
        APPS
    }

    /** The labels of values that are paths, although the command checks them as text. */
    private static final Set<String> PATHS = Set.of("PATH", "PROGRAM");

    /** The label of a parameter that is an application. */
    private static final String APP = "APP";

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
                .forEach((name, each) -> items.add(new CompletionItem(
                        List.of(name), description(each.getCommandSpec()), "", List.of(), ValueSource.NONE)));
        for (OptionSpec each : command.getCommandSpec().options()) {
            if (!each.hidden()) {
                items.add(of(each));
            }
        }
        for (PositionalParamSpec each : command.getCommandSpec().positionalParameters()) {
            items.add(new CompletionItem(
                    List.of(), description(each), each.paramLabel(), candidates(each), source(each, "")));
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
                takesValue ? source(option, option.longestName()) : ValueSource.NONE);
    }

    private static ValueSource source(ArgSpec argument, String name) {
        if (argument.type() == Path.class || PATHS.contains(argument.paramLabel())) {
            return ValueSource.FILES;
        }
        return name.equals("--app") || argument.paramLabel().equals(APP) ? ValueSource.APPS : ValueSource.NONE;
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
        return !names.isEmpty() && !names.get(0).startsWith("-");
    }

    boolean isOption() {
        return !names.isEmpty() && !isCommand();
    }

    private static List<String> candidates(ArgSpec argument) {
        List<String> values = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(each -> values.add(each.toLowerCase(Locale.ROOT)));
        }
        return values;
    }
}
