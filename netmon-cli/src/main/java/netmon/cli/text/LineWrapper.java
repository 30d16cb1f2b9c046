package netmon.cli.text;


import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines: at blanks, and within a word only if it is longer than a line. */
public final class LineWrapper {
    private LineWrapper() {}

    /**
     * The lines, at least one.
     *
     * @param text plain, without line breaks
     * @param room the columns of a line
     */
    public static List<String> lines(String text, int room) {
        List<String> lines = new ArrayList<>();
        int least = Math.max(1, room);
        String rest = text;
        while (rest.length() > least / 2 && DisplayWidth.of(rest) > least) {
            int end = end(rest, least);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty() || lines.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }

    /** The end of the first line: after the last blank that fits, else after the last cluster. */
    private static int end(String text, int room) {
        int used = 0;
        int at = 0;
        int blank = 0;
        while (at < text.length()) {
            int next = DisplayWidth.clusterEnd(text, at);
            used += DisplayWidth.ofCluster(text, at, next);
            if (text.charAt(at) == ' ') {
                blank = at; // the blank itself need not fit
            }
            if (used > room) {
                break;
            }
            at = next;
        }
        return blank > 0 ? blank : at > 0 ? at : DisplayWidth.clusterEnd(text, 0);
    }
}
