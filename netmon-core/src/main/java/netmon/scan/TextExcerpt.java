package netmon.scan;

import netmon.model.PlainText;

/** Offending text for a message: short, on one line, and harmless to a terminal. */
public final class TextExcerpt {
    /** Long enough for a row of netstat including its process. */
    private static final int LONGEST = 160;

    private TextExcerpt() {}

    public static String of(String text) {
        String stripped = text.strip();
        if (stripped.length() <= LONGEST) {
            return PlainText.of(stripped);
        }
        return PlainText.of(stripped.substring(0, LONGEST)) + "...";
    }
}
