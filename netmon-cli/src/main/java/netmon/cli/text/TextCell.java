package netmon.cli.text;

import netmon.model.PlainText;

/** Makes text fit into a column, whatever it holds: this is where hostile names become harmless in every table. */
public final class TextCell {
    /** More chars in one cluster than any script or emoji needs are a prank: a guess with room to spare. */
    private static final int MAX_CLUSTER = 24;

    /** What a status bar can bear. */
    private static final int BRIEF = 20;

    private static final int LONGEST_TITLE = 200;

    private static final String ELLIPSIS = "…";
    private static final String NAMELESS = "(no name)";

    private TextCell() {}

    /** The text, harmless, in exactly so many columns: shortened with an ellipsis or filled with blanks. */
    public static String fit(String text, int width) {
        String plain = PlainText.of(text);
        StringBuilder fitted = new StringBuilder(width);
        int used = 0;
        int cut = 0; // chars of what still leaves room for the ellipsis
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

    /** A name for people, who cannot see an empty one. */
    public static String name(String name) {
        return DisplayWidth.of(name) == 0 ? NAMELESS : name;
    }

    /** A name in a line of other words: shortened, not filled. */
    public static String brief(String name) {
        return fit(name(name), BRIEF).stripTrailing();
    }

    /** A name or a path that stands alone: what is longer than anybody reads is cut, and no longer a danger. */
    public static String title(String name) {
        return fit(name(name), LONGEST_TITLE).stripTrailing();
    }

    private static String bounded(String cluster) {
        if (cluster.length() <= MAX_CLUSTER) {
            return cluster;
        }
        boolean splitsPair = Character.isHighSurrogate(cluster.charAt(MAX_CLUSTER - 1));
        return cluster.substring(0, splitsPair ? MAX_CLUSTER - 1 : MAX_CLUSTER);
    }
}
