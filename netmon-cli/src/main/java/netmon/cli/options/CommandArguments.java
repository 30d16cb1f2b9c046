package netmon.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.CommandArgument.ValueKind;
import org.jspecify.annotations.Nullable;

/** The options and positional parameters of a command, in the order of its help. Each is declared once, here. */
public final class CommandArguments {
    private final List<CommandArgument<?>> all = new ArrayList<>();

    public CommandArgument<Boolean> flag(String name, String description) {
        return option(name, ValueKind.FLAG, "", description, List.of());
    }

    public CommandArgument<String> text(String name, String label, String description) {
        return option(name, ValueKind.TEXT, label, description, List.of());
    }

    public CommandArgument<Integer> number(String name, String label, String description) {
        return option(name, ValueKind.NUMBER, label, description, List.of());
    }

    public CommandArgument<Path> file(String name, String label, String description) {
        return option(name, ValueKind.FILE, label, description, List.of());
    }

    /** Declares an option that takes one of some words, in upper or lower case. */
    public <E extends Enum<?>> CommandArgument<E> choice(String name, String label, String description, E[] choices) {
        return option(name, ValueKind.CHOICE, label, description, List.of(choices));
    }

    public CommandArgument<String> textParameter(String label, String description) {
        return add(new CommandArgument<>(ValueKind.TEXT, label, description, List.of()));
    }

    /** Declares a parameter that takes the number of a stored row. */
    public CommandArgument<Long> idParameter(String label, String description) {
        return add(new CommandArgument<>(ValueKind.ID, label, description, List.of()));
    }

    public CommandArgument<Path> fileParameter(String label, String description) {
        return add(new CommandArgument<>(ValueKind.FILE, label, description, List.of()));
    }

    private <T> CommandArgument<T> option(
            String name, ValueKind kind, String label, String description, List<T> choices) {
        return add(new CommandArgument<>(kind, label, description, choices).named(name));
    }

    private <T> CommandArgument<T> add(CommandArgument<T> argument) {
        all.add(argument);
        return argument;
    }

    public List<CommandArgument<?>> all() {
        return all;
    }

    public @Nullable CommandArgument<?> option(String name) {
        for (CommandArgument<?> each : all) {
            if (each.names().contains(name)) {
                return each;
            }
        }
        return null;
    }

    public @Nullable CommandArgument<?> parameter() {
        for (CommandArgument<?> each : all) {
            if (!each.isOption()) {
                return each;
            }
        }
        return null;
    }

    /** The positional parameter as the usage line shows it, such as {@code  [APP]}; empty if there is none. */
    public String synopsis() {
        CommandArgument<?> parameter = parameter();
        if (parameter == null) {
            return "";
        }
        String text = parameter.label() + (parameter.maximum() > 1 ? "..." : "");
        return parameter.minimum() > 0 ? " " + text : " [" + text + "]";
    }

    public boolean isComplete() {
        for (CommandArgument<?> each : all) {
            if (each.values().size() < each.minimum()) {
                return false;
            }
        }
        return true;
    }
}
