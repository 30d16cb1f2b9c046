package netmon.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns, each padded to its width and parted from the next by a blank. Where a line has no room for them all,
 * columns become as narrow as what stands in them, then the first one narrower than that; then some are left out.
 */
public final class Table {
    /**
     * A column.
     *
     * @param title its heading
     * @param brief the heading where there is little room
     * @param width columns of the terminal that it takes where there is room
     * @param rank columns are left out by this, the lowest first
     */
    public record Column(String title, String brief, int width, int rank) {}

    /** Names below this say too little. */
    private static final int NARROWEST_NAME = 10;

    private final int ruleWidth;
    private final List<Column> columns;
    /** Of cells; empty for a rule. */
    private final List<List<String>> rows = new ArrayList<>();

    /** @param ruleWidth dashes of a rule, which need not be the columns' sum */
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

    /** A line of dashes below the last row; where there is none, the one below the headings is enough. */
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

    /** A column of width 0 is left out. */
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

    /** The column to be left out next; 0 if only the first one is left. */
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
