package netmon.cli.text;


import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns, each padded to its width and separated from the next by a blank. If a line has no room for all, each
 * column shrinks to its longest cell, the first one to even less; then columns are left out.
 */
public final class Table {
    /**
     * A column.
     *
     * @param title its heading
     * @param brief the heading if there is little room
     * @param width its width if there is enough room
     * @param rank columns with the lowest rank are left out first
     */
    public record Column(String title, String brief, int width, int rank) {}

    /** A narrower column of names is of no use. */
    private static final int NARROWEST_NAME = 10;

    private final int ruleWidth;
    private final List<Column> columns;
    /** Lists of cells; an empty one is a rule. */
    private final List<List<String>> rows = new ArrayList<>();

    /** @param ruleWidth dashes of a rule; need not be the sum of the columns */
    public Table(int ruleWidth, List<Column> columns) {
        this.ruleWidth = ruleWidth;
        this.columns = List.copyOf(columns);
    }

    public Table row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Adds a line of dashes, unless the table has no row yet: there is one below the headings anyway. */
    public Table rule() {
        if (!rows.isEmpty()) {
            rows.add(List.of());
        }
        return this;
    }

    public void print(Page page) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).width;
        }
        boolean roomy = sum(widths) <= page.columns();
        if (!roomy) {
            squeeze(widths, page.columns());
        }
        List<String> titles = new ArrayList<>();
        for (Column each : columns) {
            titles.add(roomy ? each.title : each.brief);
        }
        String rule = "-".repeat(Math.min(roomy ? ruleWidth : sum(widths), page.columns())) + "\n";
        page.raw(page.emphasised(line(titles, widths)));
        page.raw("\n");
        page.raw(rule);
        for (List<String> row : rows) {
            page.raw(row.isEmpty() ? rule : line(row, widths) + "\n");
        }
    }

    /** Leaves out columns of width 0. */
    private static String line(List<String> cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > 0) {
                text.append(i == 0 ? "" : " ").append(TextCell.fit(cells.get(i), widths[i]));
            }
        }
        return text.toString();
    }

    private void squeeze(int[] widths, int room) {
        for (int i = 1; i < widths.length; i++) {
            widths[i] = Math.min(widths[i], widest(i));
        }
        int last = lowestRank(widths);
        while (last > 0 && sum(widths) - widths[0] + NARROWEST_NAME > room) {
            widths[last] = 0;
            last = lowestRank(widths);
        }
        int others = sum(widths) - widths[0];
        widths[0] = Math.max(1, Math.min(widths[0], room - others));
    }

    private int widest(int column) {
        int widest = DisplayWidth.of(columns.get(column).brief);
        for (List<String> each : rows) {
            widest = each.isEmpty() ? widest : Math.max(widest, DisplayWidth.of(each.get(column)));
        }
        return widest;
    }

    /** The column to leave out next; 0 if only the first one remains. */
    private int lowestRank(int[] widths) {
        int lowest = 0;
        for (int i = 1; i < widths.length; i++) {
            if (widths[i] > 0 && (lowest == 0 || columns.get(i).rank < columns.get(lowest).rank)) {
                lowest = i;
            }
        }
        return lowest;
    }

    private static int sum(int[] widths) {
        int sum = -1;
        for (int each : widths) {
            sum += each > 0 ? each + 1 : 0;
        }
        return sum;
    }
}
