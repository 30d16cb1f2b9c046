package netmon.store.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table to which samples append rows of received and sent bytes, and whose rows compaction merges and a purge
 * deletes. A new table needs a constant here, its two columns in {@code blocks} by a migration, and a class that writes
 * its rows.
 *
 * @param nameColumns the columns with the owner of the bytes, such as an application
 * @param mergeKey the SQL expressions over a row {@code t}: rows of one bucket that agree in them become one
 * @param estimates the table that holds the estimated part of a row under the row's id; null if there is none
 * @param firstRow the column of {@code blocks} with the first row id of a block
 * @param endRow the column of {@code blocks} with the first row id after a block
 */
public record LoggedTable(
        String name,
        List<String> nameColumns,
        String mergeKey,
        @Nullable String estimates,
        String firstRow,
        String endRow) {

    /** The bytes of applications. */
    public static final LoggedTable APPS = new LoggedTable(
            "app_traffic_logs", List.of("app_name"), "app_name", "app_estimates", "first_app_row", "end_app_row");

    /** The bytes of interfaces. Rows with different counted status stay apart, since the status is tied to row ids. */
    public static final LoggedTable INTERFACES = new LoggedTable(
            "traffic_logs",
            List.of("interface"),
            "interface, (SELECT max(first_row) FROM interface_counting c"
                    + " WHERE c.interface = t.interface AND c.first_row <= t.id)",
            null,
            "first_interface_row",
            "end_interface_row");

    /** The tables with columns in {@code blocks}. */
    public static final List<LoggedTable> ALL = List.of(APPS, INTERFACES);

    /**
     * SQL with one copy of the template for each table. {@code TABLE}, {@code FIRST} and {@code END} are replaced, and
     * {@code SOUND} by the condition for a row that netmon can have written.
     */
    public static String join(String separator, String template) {
        List<String> parts = new ArrayList<>();
        for (LoggedTable each : ALL) {
            parts.add(template.replace("TABLE", each.name)
                    .replace("SOUND", SoundRows.of(each, ""))
                    .replace("FIRST", each.firstRow)
                    .replace("END", each.endRow));
        }
        return String.join(separator, parts);
    }

    String names() {
        return String.join(", ", nameColumns);
    }

    List<String> columns(String prefix) {
        List<String> columns = new ArrayList<>();
        for (String each : nameColumns) {
            columns.add(prefix + each);
        }
        return columns;
    }
}
