package netmon.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import netmon.model.PlainText;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * One line of a message: a word and named fields, divided by spaces, such as
 * {@code row received=1200 sent=30 app=Google+Chrome}. A reader ignores fields that it does not know.
 */
final class MessageLine {
    /** More than the longest sentence or path that netmon sends. */
    private static final int MOST_LETTERS = 8192;

    private static final String YES = "yes";
    private static final String NO = "no";

    /** Digits that a {@code long} always has room for. */
    private static final int MAX_DIGITS = 18;

    private static final long LAST_SECOND = 253_402_300_799L;

    private final String word;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    MessageLine(String word) {
        this.word = word;
    }

    static MessageLine parse(String text) throws MessageException {
        String[] cells = text.split(" ", -1);
        MessageLine line = new MessageLine(cells[0]);
        for (int i = 1; i < cells.length; i++) {
            int equals = cells[i].indexOf('=');
            if (equals < 1) {
                throw new MessageException("this is not NAME=VALUE: " + Message.excerpt(cells[i]));
            }
            line.with(cells[i].substring(0, equals), FieldText.unescape(cells[i].substring(equals + 1)));
        }
        return line;
    }

    String format() {
        StringBuilder text = new StringBuilder(word);
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            for (String value : field.getValue()) {
                text.append(' ').append(field.getKey()).append('=').append(FieldText.escape(value));
            }
        }
        return text.toString();
    }

    String word() {
        return word;
    }

    /** Adds a field; one that is null is left out. A second value of the same name makes a list. */
    MessageLine with(String name, @Nullable Object value) {
        if (value != null) {
            fields.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value.toString());
        }
        return this;
    }

    MessageLine with(String name, boolean value) {
        return with(name, value ? YES : NO);
    }

    MessageLine with(String name, Enum<?> value) {
        return with(name, word(value));
    }

    MessageLine with(Traffic traffic) {
        return with("received", traffic.received()).with("sent", traffic.sent());
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    List<String> texts(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    /** The value of a field as it was sent. */
    String text(String name) throws MessageException {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new MessageException("'" + Message.excerpt(word) + "' needs one field '" + name + "'");
        }
        return values.get(0);
    }

    /** The value of a field, safe to print, and so short that a page can hold it. */
    String plain(String name) throws MessageException {
        return PlainText.cut(text(name), MOST_LETTERS);
    }

    @Nullable
    String plainOrNull(String name) throws MessageException {
        return has(name) ? plain(name) : null;
    }

    long number(String name) throws MessageException {
        String value = text(name);
        int digits = value.length() - (value.startsWith("-") ? 1 : 0);
        try {
            if (digits <= MAX_DIGITS) {
                return Long.parseLong(value);
            }
        } catch (NumberFormatException e) {
            // the sentence below says so
        }
        throw new MessageException("the field '" + name + "' is no whole number: " + Message.excerpt(value));
    }

    /** An epoch second before the year 10,000, so that each calendar can show it. */
    long second(String name) throws MessageException {
        long second = count(name);
        if (second > LAST_SECOND) {
            throw new MessageException("the field '" + name + "' is no time: " + second);
        }
        return second;
    }

    long count(String name) throws MessageException {
        long number = number(name);
        if (number < 0) {
            throw new MessageException("the field '" + name + "' is negative: " + number);
        }
        return number;
    }

    long countOrZero(String name) throws MessageException {
        return has(name) ? count(name) : 0;
    }

    @Nullable
    Long countOrNull(String name) throws MessageException {
        return has(name) ? (Long) count(name) : null;
    }

    boolean flag(String name) throws MessageException {
        String value = text(name);
        if (!value.equals(YES) && !value.equals(NO)) {
            throw new MessageException("the field '" + name + "' is neither yes nor no: " + Message.excerpt(value));
        }
        return value.equals(YES);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) throws MessageException {
        String value = text(name);
        for (E each : type.getEnumConstants()) {
            if (word(each).equals(value)) {
                return each;
            }
        }
        throw new MessageException("there is no " + name + " '" + Message.excerpt(value) + "'");
    }

    Traffic traffic() throws MessageException {
        return new Traffic(count("received"), count("sent"));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
