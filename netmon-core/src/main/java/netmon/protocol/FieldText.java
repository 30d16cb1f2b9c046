package netmon.protocol;

/**
 * Escapes the value of a field, so that it has neither a space nor a control character: a space becomes {@code +}, and
 * {@code +}, {@code %} and control characters become {@code %} with two hexadecimal digits.
 */
final class FieldText {
    private static final int ESCAPE_LENGTH = 3;
    private static final int DELETE = 0x7f;

    private FieldText() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                escaped.append('+');
            } else if (c == '+' || c == '%' || isControl(c)) {
                escaped.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 0xf));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String unescape(String escaped) throws MessageException {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                text.append(unescaped(escaped, i));
                i += ESCAPE_LENGTH - 1;
            } else {
                text.append(c == '+' ? ' ' : c);
            }
        }
        return text.toString();
    }

    static boolean isControl(char c) {
        return c < ' ' || c == DELETE;
    }

    private static char unescaped(String escaped, int at) throws MessageException {
        int high = at + ESCAPE_LENGTH <= escaped.length() ? Character.digit(escaped.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(escaped.charAt(at + 2), 16);
        int c = (high << 4) + low;
        if (low < 0 || c > DELETE) {
            throw new MessageException("a field has an escape that is none: " + Message.excerpt(escaped.substring(at)));
        }
        return (char) c;
    }

    private static char hexDigit(int value) {
        return Character.toUpperCase(Character.forDigit(value, 16));
    }
}
