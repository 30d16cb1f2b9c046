package netmon.store.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL conditions for the rows that netmon can have written. SQLite stores any value in any column, and another program
 * may have written negative, huge or missing values: such a row is left out of every answer and is never changed. A
 * text or a blob is larger than each number, and a comparison with NULL is not true, so ranges refuse them.
 */
public final class SoundRows {
    /** The last second of the year 9999, after which a time has no usual form. */
    public static final long LAST_SECOND = 253_402_300_799L;

    /** More than a link of 400 Gbit/s carries in an hour; 8000 such rows still have a sum. */
    private static final long MAX_ROW_BYTES = 1L << 50;

    /** The sums of a block, which is at most a day of hours. */
    private static final long MAX_BLOCK_BYTES = 1L << 55;

    private SoundRows() {}

    /** The condition for a row of a logged table; the prefix is empty, or an alias such as {@code a.}. */
    public static String of(LoggedTable table, String prefix) {
        return isTime(prefix + "timestamp") + " AND " + amounts(prefix) + " AND "
                + String.join(" IS NOT NULL AND ", table.columns(prefix)) + " IS NOT NULL";
    }

    /** The condition for the two amounts of a row. */
    public static String amounts(String prefix) {
        return isAmount(prefix + "bytes_in", MAX_ROW_BYTES) + " AND " + isAmount(prefix + "bytes_out", MAX_ROW_BYTES);
    }

    /** The condition for the sums in app_totals. */
    public static String totals() {
        List<String> conditions = new ArrayList<>();
        for (String column : List.of("bytes_in", "bytes_out", "estimated_in", "estimated_out")) {
            conditions.add(isAmount(column, MAX_BLOCK_BYTES));
        }
        return String.join(" AND ", conditions) + " AND app_name IS NOT NULL";
    }

    public static String isTime(String column) {
        return column + " BETWEEN 0 AND " + LAST_SECOND;
    }

    private static String isAmount(String column, long most) {
        return column + " BETWEEN 0 AND " + most;
    }
}
