package netmon.store.compaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import netmon.model.StoreException;
import netmon.store.blocks.BucketRange;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedRows;
import netmon.store.rows.LoggedTable;
import netmon.store.sqlite.Database;

/** Merges the rows of a table with the same bucket and merge key. The lowest id stays: ids ascend with time. */
final class RowMerger {
    private static final int FIRST_NAME = 4;

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
    private final String find;
    private final String merge;

    RowMerger(Database database, LoggedTable table) {
        this.database = database;
        this.table = table;
        this.rows = new LoggedRows(database, table);
        this.find = "SELECT min(id), max(id) + 1, count(*) FROM " + table.name()
                + " WHERE id >= ? AND id < ? AND timestamp >= ? AND timestamp < ?";
        boolean isEstimated = table.estimates() != null;
        this.merge = "SELECT min(t.id), " + BucketRange.SQL + " AS bucket, max(timestamp), "
                + String.join(", ", table.nameColumns()) + ", sum(t.bytes_in), sum(t.bytes_out), "
                + (isEstimated ? "sum(e.bytes_in), sum(e.bytes_out)" : "0, 0") + " FROM " + table.name() + " t"
                + (isEstimated ? " LEFT JOIN " + table.estimates() + " e ON e.id = t.id" : "")
                + " WHERE t.id >= ?4 AND t.id < ?5 AND timestamp >= ?1 AND timestamp < ?6 GROUP BY bucket, "
                + table.mergeKey();
    }

    LoggedTable table() {
        return table;
    }

    /** Call it within a transaction that merges all tables, so that their sums always agree. */
    void merge(BucketRange buckets, IdRange block) throws StoreException {
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
            return;
        }
        rows.delete(found.ids(), "timestamp >= ?3 AND timestamp < ?4", buckets.start(), buckets.end());
        for (Merged each : merged) {
            rows.insert(each.row());
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
                row.getLong(bytes + 3));
        return new Merged(merged, row.getLong(3));
    }
}
