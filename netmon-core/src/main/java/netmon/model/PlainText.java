package netmon.model;

/** Makes text from outside harmless to a terminal and to a log. All output of netmon passes through here. */
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /**
     * The same text with one U+FFFD for each code point that moves, hides or reorders the text around it: control
     * characters (C0, DEL and C1, so no escape sequence and no line break remains), line and paragraph separators,
     * unpaired surrogates, and all format characters of Unicode. These are the bidi marks, embeddings and isolates, the
     * byte-order mark, zero-width spaces and joiners, soft hyphens and tags. Emoji that are connected by joiners fall
     * apart, so that the width of a name can be computed.
     *
     * @return {@code text} itself if there is nothing to replace
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isPlain(c)) {
                return replaced(text, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    /** The plain text; a longer one is cut after {@code most} code points and gets an ellipsis. */
    public static String cut(String text, int most) {
        String plain = of(text);
        return plain.codePointCount(0, plain.length()) <= most
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, most)) + "…";
    }

    private static String replaced(String text, int from) {
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, from);
        text.codePoints()
                .skip(text.codePointCount(0, from))
                .forEach(c -> plain.appendCodePoint(isPlain(c) ? c : REPLACEMENT));
        return plain.toString();
    }

    private static boolean isPlain(int c) {
        if (c >= ' ' && c <= '~') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
