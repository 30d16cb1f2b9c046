package netmon.model;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text form of an alert, one line, in which the command sends it to the service. Keys may stand in any order;
 * {@code run} is repeated for the program and each of its arguments. Values are URL-encoded.
 *
 * <pre>
 * scope=application app=Google+Chrome direction=total bytes=1073741824 per=day month=1 means=command run=%2Fbin%2Fsay
 * </pre>
 */
public final class AlertLine {
    private AlertLine() {}

    public static String of(Alert alert) {
        StringBuilder line = new StringBuilder();
        add(line, "scope", word(alert.scope()));
        add(line, "app", alert.app());
        add(line, "direction", alert.direction().word());
        add(line, "bytes", Long.toString(alert.limit()));
        add(line, "per", alert.per().word());
        add(line, "month", Integer.toString(alert.monthStarts()));
        add(line, "means", word(alert.means()));
        alert.command().forEach(each -> add(line, "run", each));
        return line.toString();
    }

    /**
     * Parses such a line; the alert has no number yet.
     *
     * @throws IllegalArgumentException if the line is malformed
     */
    public static Alert parse(String line) {
        List<String[]> words = new ArrayList<>();
        for (String each : line.split(" ", -1)) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("this is not KEY=VALUE: " + each);
            }
            String value = URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8);
            words.add(new String[] {each.substring(0, equals), value});
        }
        return new Alert(
                0,
                choice(Alert.Scope.class, words, "scope"),
                first(words, "app"),
                choice(Direction.class, words, "direction"),
                Long.parseLong(first(words, "bytes")),
                choice(CalendarUnit.class, words, "per"),
                Integer.parseInt(first(words, "month")),
                choice(Alert.Means.class, words, "means"),
                words.stream()
                        .filter(each -> each[0].equals("run"))
                        .map(each -> each[1])
                        .toList());
    }

    private static void add(StringBuilder line, String key, String value) {
        line.append(line.isEmpty() ? "" : " ")
                .append(key)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, List<String[]> words, String key) {
        String word = first(words, key);
        for (E each : type.getEnumConstants()) {
            if (word(each).equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("there is no " + key + " '" + word + "'");
    }

    private static String first(List<String[]> words, String key) {
        @Nullable String found = null;
        for (String[] each : words) {
            if (found == null && each[0].equals(key)) {
                found = each[1];
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("there is no " + key + "=");
        }
        return found;
    }
}
