package netmon.cli.options;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a command's help, and the command lines that train the class archive.
 *
 * @param description one sentence
 * @param statuses what its exit statuses mean, such as {@code 3  no data}; empty if they mean the usual
 * @param training arguments with which the build runs the command, to record the classes of its usual answers in the
 *     archive from which netmon starts. {@code HOME} stands for a temporary home folder; an empty text is the command
 *     alone
 */
public record CommandHelp(
        String description, List<String> notes, List<String> statuses, List<String> examples, List<String> training) {
    public static final String EXAMPLES = "Examples:";
    public static final String STATUSES = "Exit status:";

    public static final String INDENT = "  ";

    public static CommandHelp of(String description, String... examples) {
        return new CommandHelp(description, List.of(), List.of(), List.of(examples), List.of());
    }

    public CommandHelp notes(String... paragraphs) {
        return new CommandHelp(description, List.of(paragraphs), statuses, examples, training);
    }

    public CommandHelp statuses(String... meanings) {
        return new CommandHelp(description, notes, List.of(meanings), examples, training);
    }

    public CommandHelp training(String... arguments) {
        return new CommandHelp(description, notes, statuses, examples, List.of(arguments));
    }

    public String[] footer() {
        List<String> lines = new ArrayList<>();
        for (String each : notes) {
            lines.add("");
            lines.add(each);
        }
        list(lines, STATUSES, statuses);
        list(lines, examples.size() == 1 ? "Example:" : EXAMPLES, examples);
        return lines.toArray(String[]::new);
    }

    private static void list(List<String> lines, String heading, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add(heading);
            items.forEach(each -> lines.add(INDENT + each));
        }
    }
}
