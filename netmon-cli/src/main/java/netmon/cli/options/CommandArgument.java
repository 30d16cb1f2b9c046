package netmon.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An option or a positional parameter of a command: its declaration and, after parsing, its values. Both parsers are
 * built from this class: picocli's model, and the fast path, which loads no class of picocli.
 *
 * @param <T> the type of a value
 */
public final class CommandArgument<T> {
    enum ValueKind {
        FLAG,
        TEXT,
        NUMBER,
        ID,
        FILE,
        CHOICE
    }

    private final ValueKind kind;
    private final String label;
    private final String description;
    private final List<T> choices;
    private final List<String> names = new ArrayList<>();
    private final List<T> values = new ArrayList<>();
    private int minimum;
    private int maximum = 1;
    private @Nullable T fallback;

    /**
     * Declares an argument. The factories of {@link CommandArguments} guarantee that the kind fits the type.
     *
     * @param label the placeholder of its value in the help; empty for a flag
     * @param choices the values that it accepts; empty if there are too many to list
     */
    CommandArgument(ValueKind kind, String label, String description, List<T> choices) {
        this.kind = kind;
        this.label = label;
        this.description = description;
        this.choices = choices;
    }

    /** Adds a name of the option, such as {@code --db}. A parameter has none. */
    public CommandArgument<T> named(String name) {
        names.add(name);
        return this;
    }

    /** Sets how often it must and may be given. */
    public CommandArgument<T> times(int least, int most) {
        minimum = least;
        maximum = most;
        return this;
    }

    public CommandArgument<T> required() {
        return times(1, 1);
    }

    public CommandArgument<T> repeatable() {
        return times(minimum, Integer.MAX_VALUE);
    }

    /** Sets the value of {@link #get} when none is given. */
    public CommandArgument<T> byDefault(T value) {
        fallback = value;
        return this;
    }

    public List<String> names() {
        return names;
    }

    public String label() {
        return label;
    }

    public int minimum() {
        return minimum;
    }

    public int maximum() {
        return maximum;
    }

    public boolean isOption() {
        return !names.isEmpty();
    }

    public boolean isFlag() {
        return kind == ValueKind.FLAG;
    }

    public boolean isFile() {
        return kind == ValueKind.FILE;
    }

    /** The words that it accepts; empty if there are too many to list. */
    public List<String> choices() {
        List<String> words = new ArrayList<>();
        for (T each : choices) {
            words.add(each.toString());
        }
        return words;
    }

    public String description() {
        return description
                .replace("{choices}", String.join(", ", choices()))
                .replace("{default}", String.valueOf(fallback));
    }

    /** The values that it accepts, as in {@code --top takes a number}; null if it accepts any text. */
    public @Nullable String expected() {
        return switch (kind) {
            case FLAG, TEXT -> null;
            case NUMBER, ID -> "a number";
            case FILE -> "a path";
            case CHOICE -> "one of " + choices();
        };
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is not one of its values
     */
    @SuppressWarnings("unchecked") // the factory that sets the kind sets T as well
    public T parse(String text) {
        return switch (kind) {
            case FLAG -> (T) Boolean.valueOf(text);
            case TEXT -> (T) text;
            case NUMBER -> (T) Integer.valueOf(text);
            case ID -> (T) Long.valueOf(text);
            case FILE -> (T) Path.of(text);
            case CHOICE -> choice(text);
        };
    }

    private T choice(String text) {
        for (T each : choices) {
            if (each.toString().equalsIgnoreCase(text) || each.toString().equalsIgnoreCase(usual(text))) {
                return each;
            }
        }
        throw new IllegalArgumentException(text);
    }

    /** The word that netmon uses of several for the same direction. */
    private static String usual(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "in", "download", "received" -> "down";
            case "out", "upload", "sent" -> "up";
            default -> text;
        };
    }

    public void add(String text) {
        values.add(parse(text));
    }

    public boolean isGiven() {
        return !values.isEmpty();
    }

    /** All values, in the order of the command line. */
    public List<T> values() {
        return values;
    }

    /** The given values in quotation marks, else a word for all. */
    public String described(String all) {
        if (!isGiven()) {
            return all;
        }
        StringJoiner quoted = new StringJoiner("', '", "'", "'");
        values.forEach(each -> quoted.add(each.toString()));
        return quoted.toString();
    }

    /** The value, or the last of several; null if none is given. */
    public @Nullable T value() {
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    /** The value, else the default one. For arguments that are required or have a default. */
    public T get() {
        T value = isGiven() ? value() : fallback;
        if (value == null) {
            throw new IllegalStateException("neither a value nor a default: " + names + label);
        }
        return value;
    }
}
