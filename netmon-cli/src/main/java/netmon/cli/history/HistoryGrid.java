package netmon.cli.history;

import java.util.List;
import java.util.StringJoiner;
import netmon.cli.text.TextCell;

/** The columns of a history, as wide as their cells; where a line has no room for all, some are left out. */
final class HistoryGrid {
    private static final List<String> TITLES = List.of("", "Downloaded", "Uploaded", "Total", "Average");
    private static final List<String> BRIEF = List.of("", "Down", "Up", "Total", "Average");

    /** The columns in the order in which they are left out: average, upload, download. */
    private static final int[] LEFT_OUT = {4, 2, 1};

    private final int[] widths = new int[TITLES.size()];
    private final List<String> titles;
    private final String name;

    /**
     * @param name the title of the first column
     * @param room the columns of a line
     */
    HistoryGrid(String name, List<List<String>> rows, int room) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = i == 0 ? name.length() : BRIEF.get(i).length();
            for (List<String> each : rows) {
                widths[i] = Math.max(widths[i], each.get(i).length());
            }
        }
        for (int i = 0; i < LEFT_OUT.length && width() > room; i++) {
            widths[LEFT_OUT[i]] = 0;
        }
        titles = widen(room) ? TITLES : BRIEF;
        this.name = name;
    }

    /** Makes room for the full titles. Returns false if there is none. */
    private boolean widen(int room) {
        int[] full = widths.clone();
        for (int i = 1; i < full.length; i++) {
            full[i] = full[i] == 0 ? 0 : Math.max(full[i], TITLES.get(i).length());
        }
        if (width(full) > room) {
            return false;
        }
        System.arraycopy(full, 0, widths, 0, full.length);
        return true;
    }

    String headings() {
        return line(name, titles);
    }

    String line(List<String> cells) {
        return line(cells.get(0), cells);
    }

    private String line(String first, List<String> cells) {
        StringJoiner line = new StringJoiner(" ");
        line.add(TextCell.fit(first, widths[0]));
        for (int i = 1; i < widths.length; i++) {
            if (widths[i] > 0) {
                line.add(TextCell.fit(cells.get(i), widths[i]));
            }
        }
        return line.toString();
    }

    int width() {
        return width(widths);
    }

    private static int width(int... widths) {
        int sum = -1;
        for (int each : widths) {
            sum += each == 0 ? 0 : each + 1;
        }
        return sum;
    }
}
