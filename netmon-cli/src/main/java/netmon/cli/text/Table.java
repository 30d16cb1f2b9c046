package netmon.cli.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text in columns, each padded to its width and separated from the next by a blank. If a line has no room for all, each
 * column shrinks to its longest cell, the first one to even less; then columns are left out. On a terminal the first
 * column is as wide as its longest cell, optional columns are shown where they fit, and bars fill the rest.
 */
public final class Table {
    /** The rank of a column that is shown only on a terminal, and only beside whole names. */
    public static final int OPTIONAL = -1;

    private static final int SHORTEST_BAR = 6;
    private static final int LONGEST_BAR = 20;

    /**
     * A column.
     *
     * @param title its heading
     * @param brief the heading if there is little room
     * @param width its width if there is enough room
     * @param rank columns with the lowest rank are left out first
     */
    public record Column(String title, String brief, int width, int rank) {}

    private final int ruleWidth;
    private final List<Column> columns;
    private final @Nullable BarChart chart;

    /** Lists of cells; an empty one is a rule. */
    private final List<List<String>> rows = new ArrayList<>();

    /** The bars beside the first rows. */
    private final List<Long> bars = new ArrayList<>();

    /** @param ruleWidth dashes of a rule; need not be the sum of the columns */
    public Table(int ruleWidth, List<Column> columns) {
        this(ruleWidth, columns, null);
    }

    /** @param chart draws bars beside the first rows, on a terminal with room for them */
    public Table(int ruleWidth, List<Column> columns, @Nullable BarChart chart) {
        this.ruleWidth = ruleWidth;
        this.columns = List.copyOf(columns);
        this.chart = chart;
    }

    public Table row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Adds one of the first rows, and the amount of its bar. */
    public void row(List<String> cells, long bar) {
        row(cells);
        bars.add(bar);
    }

    /** Adds a line of dashes, unless the table has no row yet: there is one below the headings anyway. */
    public Table rule() {
        if (!rows.isEmpty()) {
            rows.add(List.of());
        }
        return this;
    }

    public void print(Page page) {
        TableLayout layout = new TableLayout(columns, rows);
        if (page.isTerminal()) {
            printWide(page, layout.onTerminal(page.columns()));
            return;
        }
        int[] widths = layout.outsideTerminal(page.columns());
        boolean roomy = isRoomy(widths);
        String rule = "-".repeat(Math.min(roomy ? ruleWidth : TableLayout.sum(widths), page.columns())) + "\n";
        page.raw(page.emphasised(line(titles(roomy), widths)) + "\n" + rule);
        for (List<String> row : rows) {
            page.raw(row.isEmpty() ? rule : line(row, widths) + "\n");
        }
    }

    private void printWide(Page page, int... widths) {
        int bar = barWidth(page.columns() - TableLayout.sum(widths));
        String rule = "-".repeat(TableLayout.sum(widths) + (bar > 0 ? bar + 1 : 0)) + "\n";
        page.raw(page.emphasised(line(titles(hasTitles(widths)), widths).stripTrailing()) + "\n" + rule);
        long most = most();
        Set<String> shown = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            String line = row.isEmpty() ? "" : distinctLine(row, shown, widths);
            String drawn = chart == null || bar == 0 || i >= bars.size() ? "" : " " + chart.of(bars.get(i), most, bar);
            page.raw(row.isEmpty() ? rule : (line + drawn).stripTrailing() + "\n");
        }
    }

    private int barWidth(int room) {
        boolean isDrawn = chart != null && bars.size() > 1 && room > SHORTEST_BAR;
        return isDrawn ? Math.min(room - 1, LONGEST_BAR) : 0;
    }

    private long most() {
        long most = 0;
        for (long each : bars) {
            most = Math.max(most, each);
        }
        return most;
    }

    /** The line of a row; the name is cut in its middle if its start is that of an earlier one. */
    private static String distinctLine(List<String> row, Set<String> shown, int... widths) {
        String line = line(row, widths);
        String name = TextCell.fit(row.get(0), widths[0]);
        return shown.add(name) ? line : TextCell.fitEnds(row.get(0), widths[0]) + line.substring(name.length());
    }

    /** Whether each column has its declared width. */
    private boolean isRoomy(int... widths) {
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).rank != OPTIONAL && widths[i] != columns.get(i).width) {
                return false;
            }
        }
        return true;
    }

    private boolean hasTitles(int... widths) {
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0 && widths[i] < columns.get(i).title.length()) {
                return false;
            }
        }
        return true;
    }

    private List<String> titles(boolean full) {
        List<String> titles = new ArrayList<>();
        for (Column each : columns) {
            titles.add(full ? each.title : each.brief);
        }
        return titles;
    }

    /** Leaves out columns of width 0. */
    private static String line(List<String> cells, int... widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                text.append(i == 0 ? "" : " ").append(TextCell.fit(cells.get(i), widths[i]));
            }
        }
        return text.toString();
    }
}
