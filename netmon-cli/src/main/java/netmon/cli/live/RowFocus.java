package netmon.cli.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the user is in the table.
 *
 * @param selected the row on which keys act; null means the first row, whichever it is
 * @param top how many rows are scrolled out at the top
 * @param app the application whose rows alone are shown; null for all
 */
record RowFocus(
        @Nullable RateKey selected, int top, @Nullable String app) {
    static final RowFocus START = new RowFocus(null, 0, null);

    static RowFocus on(RateKey row) {
        return new RowFocus(row, 0, null);
    }

    /** All rows of one application. */
    static RowFocus within(String app) {
        return new RowFocus(null, 0, app);
    }

    /** The first row of the same rows. */
    RowFocus first() {
        return new RowFocus(null, 0, app);
    }

    /** The place of the selected row. If it has left, the row at the top of the screen is selected. */
    int index(List<RateKey> rows) {
        int index = selected == null ? 0 : rows.indexOf(selected);
        return index >= 0 ? index : bounded(top, rows.size() - 1);
    }

    /** The selection some rows below, or above if the number is negative. */
    RowFocus moved(int by, int page, List<RateKey> rows) {
        if (rows.isEmpty()) {
            return first();
        }
        int index = bounded(index(rows) + by, rows.size() - 1);
        RowFocus moved = new RowFocus(rows.get(index), top, app);
        return new RowFocus(rows.get(index), moved.shownFrom(page, rows), app);
    }

    /** The first row to show, so that the selected one is visible although the order of the rows changes. */
    int shownFrom(int page, List<RateKey> rows) {
        int index = index(rows);
        int highest = Math.min(top, index);
        return bounded(Math.max(highest, index - page + 1), rows.size() - page);
    }

    private static int bounded(int number, int most) {
        return Math.max(0, Math.min(number, most));
    }
}
