package netmon.store.compaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netmon.model.StoreException;
import netmon.store.blocks.BucketRange;
import netmon.store.rows.BucketBound;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedRows;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;

/**
 * Merges the rows of a table with the same bucket and merge key. The lowest id stays: ids ascend with time. A bucket
 * with too many rows keeps those with the most bytes. A row that netmon cannot have written stays as it is.
 */
final class RowMerger {
    private static final int FIRST_NAME = 4;

    /** Whether the interface of a row counted; the same for all rows of one merge key. */
    private static final String COUNTED = "(SELECT c.counted FROM interface_counting c WHERE c.interface = t.interface"
            + " AND c.first_row <= t.id ORDER BY c.first_row DESC LIMIT 1)";

    /** Adds the status of a name without one. */
    private static final String ADD_STATUS = "INSERT INTO interface_counting (interface, first_row, since, counted)"
            + " SELECT ?1, 0, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM interface_counting WHERE interface = ?1)";

    private record Found(IdRange ids, long rows) {}

    /** A row that replaces others, and the last timestamp of those. */
    private record Merged(LoggedRow row, long latest) {
        boolean isUnchanged() {
            return latest == row.at();
        }
    }

    private final Database database;
    private final LoggedTable table;
    private final LoggedRows rows;
    private final String sound;
    private final String find;
    private final String merge;

    RowMerger(Database database, LoggedTable table) {
        this.database = database;
        this.table = table;
        this.rows = new LoggedRows(database, table);
        this.sound = SoundRows.of(table, "");
        this.find = "SELECT min(id), max(id) + 1, count(*) FROM " + table.name()
                + " WHERE id >= ? AND id < ? AND timestamp >= ? AND timestamp < ? AND "
                + sound;
        boolean isEstimated = table.estimates() != null;
        this.merge = "SELECT min(t.id), " + BucketRange.SQL + " AS bucket, max(timestamp), "
                + String.join(", ", table.nameColumns()) + ", sum(t.bytes_in), sum(t.bytes_out), "
                + (isEstimated ? "sum(e.bytes_in), sum(e.bytes_out)" : "0, 0") + ", "
                + (table.equals(LoggedTable.INTERFACES) ? COUNTED : "TRUE") + " FROM " + table.name() + " t"
                + (isEstimated
                        ? " LEFT JOIN " + table.estimates() + " e ON e.id = t.id AND " + SoundRows.amounts("e.")
                        : "")
                + " WHERE t.id >= ?4 AND t.id < ?5 AND timestamp >= ?1 AND timestamp < ?6 AND "
                + SoundRows.of(table, "t.") + " GROUP BY bucket, "
                + table.mergeKey();
    }

    LoggedTable table() {
        return table;
    }

    /**
     * Call it within a transaction that merges all tables, so that their sums always agree.
     *
     * @return whether a bucket had too many rows, so that the sums by name changed
     */
    boolean merge(BucketRange buckets, IdRange block) throws StoreException {
        Found found = database.only(
                row -> new Found(new IdRange(row.getLong(1), row.getLong(2)), row.getLong(3)),
                find,
                block.first(),
                block.end(),
                buckets.start(),
                buckets.end());
        List<Merged> merged = database.query(
                this::merged,
                merge,
                buckets.start(),
                buckets.ahead(),
                buckets.length(),
                found.ids().first(),
                found.ids().end(),
                buckets.end());
        if (found.rows() == merged.size() && merged.stream().allMatch(Merged::isUnchanged)) {
            return false;
        }
        rows.delete(found.ids(), "timestamp >= ?3 AND timestamp < ?4 AND " + sound, buckets.start(), buckets.end());
        List<LoggedRow> bounded = bounded(merged);
        for (LoggedRow each : bounded) {
            rows.insert(each);
        }
        return bounded.size() < merged.size();
    }

    private List<LoggedRow> bounded(List<Merged> merged) throws StoreException {
        Map<Long, List<LoggedRow>> buckets = new TreeMap<>();
        for (Merged each : merged) {
            buckets.computeIfAbsent(each.row().at(), at -> new ArrayList<>()).add(each.row());
        }
        List<LoggedRow> bounded = new ArrayList<>();
        for (List<LoggedRow> bucket : buckets.values()) {
            List<LoggedRow> few = BucketBound.of(bucket);
            bounded.addAll(few);
            if (few.size() < bucket.size() && table.equals(LoggedTable.INTERFACES)) {
                addStatus(few.stream().filter(BucketBound::isGroup).toList());
            }
        }
        return bounded;
    }

    /** A group that compaction made has the status of its members, from its first row on. */
    private void addStatus(List<LoggedRow> groups) throws StoreException {
        for (LoggedRow each : groups) {
            boolean counted = each.group().equals(BucketBound.OTHER_INTERFACES);
            database.update(ADD_STATUS, each.names().get(0), each.at(), counted ? 1 : 0);
        }
    }

    private Merged merged(ResultSet row) throws SQLException {
        int bytes = FIRST_NAME + table.nameColumns().size();
        List<String> names = new ArrayList<>();
        for (int column = FIRST_NAME; column < bytes; column++) {
            names.add(row.getString(column));
        }
        LoggedRow merged = new LoggedRow(
                row.getLong(1),
                row.getLong(2),
                names,
                row.getLong(bytes),
                row.getLong(bytes + 1),
                row.getLong(bytes + 2),
                row.getLong(bytes + 3),
                group(names.get(0), row.getBoolean(bytes + 4)));
        return new Merged(merged, row.getLong(3));
    }

    private String group(String name, boolean counted) {
        return table.equals(LoggedTable.INTERFACES)
                ? BucketBound.groupOfInterface(name, counted)
                : BucketBound.OTHER_APPLICATIONS;
    }
}
