package netmon.scan;

/** Offending text as a message may show it: short, on one line, and harmless to a terminal. */
public final class Excerpt {
    /** Long enough for a whole row of netstat up to its process. */
    private static final int LONGEST = 160;

    private Excerpt() {}

    public static String of(String text) {
        String stripped = text.strip();
        boolean cut = stripped.length() > LONGEST;
        StringBuilder shown = new StringBuilder();
        int end = Math.min(stripped.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = stripped.charAt(i);
            shown.append(isHarmless(c) ? c : '\ufffd');
        }
        return shown.append(cut ? "..." : "").toString();
    }

    /** Not control, formatting (right-to-left marks among them), line separators, nor halves of a pair cut apart. */
    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
