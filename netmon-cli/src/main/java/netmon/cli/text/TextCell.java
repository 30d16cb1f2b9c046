package netmon.cli.text;

import netmon.model.PlainText;

/** Fits any text into a column, without control characters: every name in a table passes here. */
public final class TextCell {
    /** No script or emoji needs so many chars in one cluster; a generous guess. */
    private static final int MAX_CLUSTER = 24;

    /** The columns of a name in a status bar. */
    private static final int BRIEF = 20;

    private static final int LONGEST_TITLE = 200;

    private static final String ELLIPSIS = "…";
    private static final String NAMELESS = "(no name)";

    private TextCell() {}

    /** The text without control characters in exactly this width: shortened with an ellipsis or filled with blanks. */
    public static String fit(String text, int width) {
        String plain = PlainText.of(text);
        StringBuilder fitted = new StringBuilder(width);
        int used = 0;
        int cut = 0; // chars that leave room for the ellipsis
        int usedAtCut = 0;
        for (int at = 0; at < plain.length() && used <= width; ) {
            int end = DisplayWidth.clusterEnd(plain, at);
            String cluster = bounded(plain.substring(at, end));
            used += DisplayWidth.of(cluster);
            fitted.append(cluster);
            at = end;
            if (used < width) {
                cut = fitted.length();
                usedAtCut = used;
            }
        }
        if (used > width) {
            fitted.setLength(cut);
            fitted.append(ELLIPSIS);
            used = usedAtCut + 1;
        }
        return fitted.append(" ".repeat(width - used)).toString();
    }

    /** As {@link #fit}, but shortened in the middle: for names that begin alike. */
    public static String fitEnds(String text, int width) {
        String plain = PlainText.of(text);
        int start = plain.length();
        if (DisplayWidth.of(plain) > width) {
            int most = (width - 1) / 2;
            start = 0;
            while (start < plain.length() && DisplayWidth.of(plain.substring(start)) > most) {
                start = DisplayWidth.clusterEnd(plain, start);
            }
        }
        String end = plain.substring(start);
        return fit(fit(plain, width - DisplayWidth.of(end)).stripTrailing() + end, width);
    }

    /** A name for display; {@code (no name)} for one that takes no column. */
    public static String name(String name) {
        return DisplayWidth.of(name) == 0 ? NAMELESS : name;
    }

    /** A short name within a sentence: shortened, not filled. */
    public static String brief(String name) {
        return fit(name(name), BRIEF).stripTrailing();
    }

    /** A name or a path that stands alone: shortened only if it is very long. */
    public static String title(String name) {
        return fit(name(name), LONGEST_TITLE).stripTrailing();
    }

    /** Replaces each character beyond ASCII by as many question marks as it has columns. */
    public static String ascii(String text) {
        String plain = PlainText.of(text).replace('…', '.');
        StringBuilder letters = new StringBuilder(plain.length());
        for (int at = 0; at < plain.length(); ) {
            int end = DisplayWidth.clusterEnd(plain, at);
            char first = plain.charAt(at);
            letters.append(
                    end == at + 1 && first <= '~' ? "" + first : "?".repeat(DisplayWidth.ofCluster(plain, at, end)));
            at = end;
        }
        return letters.toString();
    }

    private static String bounded(String cluster) {
        if (cluster.length() <= MAX_CLUSTER) {
            return cluster;
        }
        boolean splitsPair = Character.isHighSurrogate(cluster.charAt(MAX_CLUSTER - 1));
        return cluster.substring(0, splitsPair ? MAX_CLUSTER - 1 : MAX_CLUSTER);
    }
}
