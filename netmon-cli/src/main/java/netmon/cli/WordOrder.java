package netmon.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netmon.cli.options.CliCommand;
import netmon.cli.options.CommandArgument;
import org.jspecify.annotations.Nullable;

/** Moves the words of a command before the options: {@code --week stats apps} becomes {@code stats apps --week}. */
record WordOrder(CommandTree tree) {
    String[] wordsFirst(String... args) {
        int first = 0;
        while (first < args.length && !args[first].startsWith("-")) {
            first++;
        }
        return hasWordAfter(first, args) ? moved(args) : args;
    }

    /** Whether any word of a command follows, so that a command line without one takes no time here. */
    private boolean hasWordAfter(int option, String... args) {
        for (int i = option + 1; i < args.length; i++) {
            if (!args[i].startsWith("-") && tree.hasWord(args[i])) {
                return true;
            }
        }
        return false;
    }

    private String[] moved(String... args) {
        List<String> words = new ArrayList<>();
        List<String> options = new ArrayList<>();
        int next = 0;
        while (next < args.length) {
            String text = args[next];
            if (tree.isCommand(joined(words, text))) {
                words.add(text);
                next++;
                continue;
            }
            CommandArgument<?> option = text.startsWith("-") ? option(words, text) : null;
            if (option == null) {
                break;
            }
            boolean hasValue = !option.isFlag() && text.indexOf('=') < 0;
            int end = Math.min(args.length, next + (hasValue ? 2 : 1));
            options.addAll(Arrays.asList(args).subList(next, end));
            next = end;
        }
        words.addAll(options);
        words.addAll(Arrays.asList(args).subList(next, args.length));
        return words.toArray(String[]::new);
    }

    private static String joined(List<String> words, String next) {
        return next.isEmpty() || next.indexOf(' ') >= 0
                ? " "
                : String.join(" ", words) + (words.isEmpty() ? "" : " ") + next;
    }

    private @Nullable CommandArgument<?> option(List<String> words, String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        CommandArgument<?> shared = tree.shared().option(name);
        CliCommand command = tree.create(String.join(" ", words));
        return shared != null || command == null ? shared : command.arguments().option(name);
    }
}
