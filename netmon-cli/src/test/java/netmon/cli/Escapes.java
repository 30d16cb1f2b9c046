package netmon.cli;


import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replaces {@code \\u0301} in a table of cases by the character, which would be invisible there. */
public final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final int HEX = 16;

    private Escapes() {}

    public static String in(String text) {
        return ESCAPE.matcher(text).replaceAll(Escapes::character);
    }

    private static String character(MatchResult escape) {
        return String.valueOf((char) Integer.parseInt(escape.group(1), HEX));
    }
}
