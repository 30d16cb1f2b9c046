package netmon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.store.rows.GapRows;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Finds the rows that netmon cannot have written, and that all answers therefore leave out. */
final class StrangeRows {
    /** Longer values are cut in the description of a row. */
    private static final int LONGEST_VALUE = 40;

    /** The condition for a sound row, by table. */
    private static final Map<String, String> CONDITIONS = conditions();

    private StrangeRows() {}

    /** The number of such rows in each table with some, and the first of them; null if there are none. */
    static @Nullable String in(Database database) throws StoreException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, String> each : CONDITIONS.entrySet()) {
            String rows = " FROM " + each.getKey() + " WHERE (" + each.getValue() + ") IS NOT TRUE";
            long count = database.number("SELECT count(*)" + rows);
            if (count > 0) {
                String first = database.only(StrangeRows::description, "SELECT *" + rows + " LIMIT 1");
                found.add(each.getKey() + " has " + (count == 1 ? "a row" : count + " rows")
                        + " that netmon did not write: " + first);
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
