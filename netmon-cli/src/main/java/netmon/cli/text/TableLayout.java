package netmon.cli.text;

import java.util.List;
import netmon.cli.text.Table.Column;

/** Divides a line among the columns of a table. A column that is left out has width 0. */
final class TableLayout {
    /** A narrower column of names is of no use. */
    private static final int NARROWEST_NAME = 10;

    private final List<Column> columns;
    private final List<List<String>> rows;
    private final int[] widths;

    TableLayout(List<Column> columns, List<List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
        this.widths = new int[columns.size()];
    }

    /** The declared widths without optional columns; if they do not fit, those of the longest cells. */
    int[] outsideTerminal(int room) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] =
                    columns.get(i).rank() == Table.OPTIONAL ? 0 : columns.get(i).width();
        }
        if (sum(widths) > room) {
            squeeze(room);
        }
        return widths;
    }

    /**
     * The declared widths with names as long as they are. If they do not fit, the columns shrink from the right; then
     * the optional columns are left out, and only then names are cut.
     */
    int[] onTerminal(int room) {
        for (int i = 0; i < widths.length; i++) {
            boolean isContent = columns.get(i).rank() == Table.OPTIONAL;
            widths[i] = isContent ? widest(i) : columns.get(i).width();
        }
        widths[0] = Math.max(widths[0], widest(0));
        for (int i = widths.length - 1; i > 0 && sum(widths) > room; i--) {
            widths[i] = Math.min(widths[i], widest(i));
        }
        if (sum(widths) > room) {
            widths[0] = Math.max(columns.get(0).brief().length(), widest(0));
        }
        for (int i = widths.length - 1; i > 0 && sum(widths) > room; i--) {
            widths[i] = columns.get(i).rank() == Table.OPTIONAL ? 0 : widths[i];
        }
        if (sum(widths) > room) {
            squeeze(room);
        }
        return widths;
    }

    private void squeeze(int room) {
        for (int i = 1; i < widths.length; i++) {
            widths[i] = Math.min(widths[i], widest(i));
        }
        int last = lowestRank();
        while (last > 0 && sum(widths) - widths[0] + NARROWEST_NAME > room) {
            widths[last] = 0;
            last = lowestRank();
        }
        int others = sum(widths) - widths[0];
        widths[0] = Math.max(1, Math.min(widths[0], room - others));
    }

    private int widest(int column) {
        int widest = DisplayWidth.of(columns.get(column).brief());
        for (List<String> each : rows) {
            widest = each.isEmpty() ? widest : Math.max(widest, DisplayWidth.of(each.get(column)));
        }
        return widest;
    }

    /** The column to leave out next; 0 if only the first one remains. */
    private int lowestRank() {
        int lowest = 0;
        for (int i = 1; i < widths.length; i++) {
            if (widths[i] > 0
                    && (lowest == 0
                            || columns.get(i).rank() < columns.get(lowest).rank())) {
                lowest = i;
            }
        }
        return lowest;
    }

    /** The width of a line, with a blank between two columns. */
    static int sum(int... widths) {
        int sum = -1;
        for (int each : widths) {
            sum += each > 0 ? each + 1 : 0;
        }
        return sum;
    }
}
