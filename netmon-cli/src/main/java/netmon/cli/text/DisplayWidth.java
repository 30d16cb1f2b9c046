package netmon.cli.text;

/**
 * Counts the columns that {@linkplain netmon.model.PlainText plain text} takes on a terminal: two for characters of
 * East Asian scripts and emoji, none for a character that combines with the one before. Characters that belong together
 * form a <em>cluster</em>, which must not be cut: a letter with its accents, an emoji with its skin tone, a flag of two
 * letters.
 */
public final class DisplayWidth {
    /** Selects the colored emoji, two columns wide, of a character that also has a plain form. */
    private static final int EMOJI_PRESENTATION = 0xfe0f;
    /** Below this no character is wide or combines. Most names have no character above it. */
    private static final int FIRST_SPECIAL = 0x300;

    private DisplayWidth() {}

    /** The columns that the text takes. */
    public static int of(String text) {
        int columns = 0;
        for (int at = 0; at < text.length(); ) {
            int end = clusterEnd(text, at);
            columns += ofCluster(text, at, end);
            at = end;
        }
        return columns;
    }

    /** The index behind the cluster that begins at {@code start}. */
    public static int clusterEnd(String text, int start) {
        int first = text.codePointAt(start);
        int end = start + Character.charCount(first);
        if (isFlagLetter(first) && end < text.length() && isFlagLetter(text.codePointAt(end))) {
            end += 2;
        }
        while (end < text.length() && text.charAt(end) >= FIRST_SPECIAL) {
            int next = text.codePointAt(end);
            if (!isJoined(next)) {
                break;
            }
            end += Character.charCount(next);
        }
        return end;
    }

    /** The columns of the cluster between two indices, 0 to 2. */
    public static int ofCluster(String text, int start, int end) {
        int first = text.codePointAt(start);
        int columns = ofCodePoint(first);
        for (int at = start + Character.charCount(first); columns == 1 && at < end; ) {
            int next = text.codePointAt(at);
            if (Character.getType(next) == Character.COMBINING_SPACING_MARK
                    || (next == EMOJI_PRESENTATION && mayBeEmoji(first))) {
                columns = 2;
            }
            at += Character.charCount(next);
        }
        return columns;
    }

    private static int ofCodePoint(int codePoint) {
        if (codePoint < FIRST_SPECIAL) {
            return 1;
        }
        if (takesNoColumn(codePoint)) {
            return 0;
        }
        return WideCharacters.contains(codePoint) ? 2 : 1;
    }

    private static boolean isJoined(int codePoint) {
        return takesNoColumn(codePoint)
                || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK
                || (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff); // skin tones
    }

    private static boolean takesNoColumn(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> isHangulTail(codePoint) || codePoint == 0x3164 || codePoint == 0xffa0; // Hangul fillers
        };
    }

    /** Vowels and final consonants, which the terminal draws into the first letter of the syllable. */
    private static boolean isHangulTail(int codePoint) {
        return (codePoint >= 0x1160 && codePoint <= 0x11ff) || (codePoint >= 0xd7b0 && codePoint <= 0xd7fb);
    }

    private static boolean isFlagLetter(int codePoint) {
        return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
    }

    /** Uses the category, not Unicode's list of 200: letters are never emoji, symbols and arrows nearly always. */
    private static boolean mayBeEmoji(int codePoint) {
        if (codePoint < FIRST_SPECIAL) {
            return "#*0123456789©®".indexOf(codePoint) >= 0;
        }
        return switch (Character.getType(codePoint)) {
            case Character.OTHER_SYMBOL, Character.MATH_SYMBOL, Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
