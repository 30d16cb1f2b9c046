package netmon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.rows.GapRows;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Finds the rows that netmon cannot have written, and that all answers therefore leave out. */
final class StrangeRows {
    /** Longer values are cut in the description of a row. */
    private static final int LONGEST_VALUE = 40;

    /** A few hours of a busy machine. */
    private static final int NEWEST_ROWS = 20_000;

    /** The condition for a sound row, by table. */
    private static final Map<String, String> CONDITIONS = conditions();

    private StrangeRows() {}

    /** The number of such rows in each table with some, and the first of them; null if there are none. */
    static @Nullable String in(Database database) throws StoreException {
        List<String> found = new ArrayList<>();
        found.add(Objects.requireNonNullElse(in(database, CONDITIONS, ""), ""));
        for (LoggedTable each : LoggedTable.ALL) {
            found.add(outsideOfBlocks(database, each));
        }
        found.removeIf(String::isEmpty);
        return found.isEmpty() ? null : String.join("; ", found);
    }

    /** Another program deleted or changed a block, so that no answer contains its rows; empty if there are none. */
    private static String outsideOfBlocks(Database database, LoggedTable table) throws StoreException {
        List<IdRange> blocks = database.query(
                row -> new IdRange(row.getLong(1), row.getLong(2)),
                "SELECT " + table.firstRow() + ", " + table.endRow() + " FROM blocks WHERE " + table.firstRow() + " < "
                        + table.endRow() + " ORDER BY 1");
        String rows = "SELECT count(*) FROM " + table.name() + " WHERE id >= ?";
        long next = Long.MIN_VALUE;
        long count = 0;
        for (IdRange each : blocks) {
            if (each.first() > next) {
                count += database.number(rows + " AND id < ?", next, each.first());
            }
            next = Math.max(next, each.end());
        }
        count += database.number(rows, next);
        return count == 0 ? "" : table.name() + " has rows in no block, so that no answer has them: " + count;
    }

    /** As {@link #in}, but searches only the newest rows of the large tables, which takes some milliseconds. */
    static @Nullable String inNewest(Database database) throws StoreException {
        Map<String, String> conditions = new LinkedHashMap<>(CONDITIONS);
        conditions.keySet().removeAll(List.of("app_estimates", "app_totals"));
        return in(database, conditions, "id > (SELECT max(id) FROM TABLE) - " + NEWEST_ROWS + " AND ");
    }

    /** @param range the condition for the rows of a logged table that are searched; may be empty */
    private static @Nullable String in(Database database, Map<String, String> conditions, String range)
            throws StoreException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, String> each : conditions.entrySet()) {
            String table = each.getKey();
            boolean isLogged =
                    LoggedTable.ALL.stream().anyMatch(logged -> logged.name().equals(table));
            String searched = isLogged ? range.replace("TABLE", table) : "";
            String rows = " FROM " + table + " WHERE " + searched + "(" + each.getValue() + ") IS NOT TRUE";
            long count = database.number("SELECT count(*)" + rows);
            if (count > 0) {
                String first = database.only(StrangeRows::description, "SELECT *" + rows + " LIMIT 1");
                found.add(table + " has " + (count == 1 ? "a row" : count + " rows") + " that netmon did not write: "
                        + first);
            }
        }
        return found.isEmpty() ? null : String.join("; ", found);
    }

    private static Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (LoggedTable each : LoggedTable.ALL) {
            conditions.put(each.name(), SoundRows.of(each, ""));
        }
        conditions.put("app_estimates", SoundRows.amounts(""));
        conditions.put("app_totals", SoundRows.totals());
        conditions.put("peaks", SoundRows.amounts("") + " AND " + SoundRows.isTime("quarter"));
        conditions.put("gaps", GapRows.SOUND);
        conditions.put(
                "blocks",
                SoundRows.isTime("earliest") + " AND " + SoundRows.isTime("latest") + " AND tier BETWEEN 0 AND 3");
        return conditions;
    }

    /** The columns and values of a row, such as {@code id 17, bytes_in -5}. */
    private static String description(ResultSet row) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String value = PlainText.of(String.valueOf(row.getString(i)));
            boolean isLong = value.length() > LONGEST_VALUE;
            cells.add(row.getMetaData().getColumnName(i) + " "
                    + (isLong ? value.substring(0, LONGEST_VALUE) + "…" : value));
        }
        return String.join(", ", cells);
    }
}
