package netmon.store.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Inserts, merges and deletes rows of one {@link LoggedTable}, each together with its estimated part. */
public final class LoggedRows {
    private final Database database;
    private final LoggedTable table;
    private final String insert;
    private final String insertEstimate;

    public LoggedRows(Database database, LoggedTable table) {
        this.database = database;
        this.table = table;
        this.insert = "INSERT INTO " + table.name() + " (id, timestamp, " + table.names() + ", bytes_in, bytes_out)"
                + " VALUES (?, ?, ?, ?" + ", ?".repeat(table.nameColumns().size()) + ")";
        this.insertEstimate = "INSERT INTO " + table.estimates() + " (id, bytes_in, bytes_out) VALUES (?, ?, ?)";
    }

    public void insert(LoggedRow row) throws StoreException {
        List<Object> values = new ArrayList<>(List.of(row.id(), row.at()));
        values.addAll(row.names());
        Collections.addAll(values, row.in(), row.out());
        database.update(insert, values.toArray());
        if (row.estimatedIn() != 0 || row.estimatedOut() != 0) {
            database.update(insertEstimate, row.id(), row.estimatedIn(), row.estimatedOut());
        }
    }

    /** Deletes rows in a range of ids by an SQL condition with {@code ?3}, {@code ?4} and so on for the values. */
    public void delete(IdRange rows, String condition, Object... values) throws StoreException {
        deleteEstimates(rows, condition, values);
        deleteFrom(table.name(), rows, condition, values);
    }

    public void deleteEstimates(IdRange rows, String condition, Object... values) throws StoreException {
        String estimates = table.estimates();
        if (estimates != null) {
            String ids = "id IN (SELECT id FROM " + table.name() + " WHERE id >= ?1 AND id < ?2 AND " + condition + ")";
            deleteFrom(estimates, rows, ids, values);
        }
    }

    private void deleteFrom(String name, IdRange rows, String condition, Object... values) throws StoreException {
        List<Object> all = new ArrayList<>(List.of(rows.first(), rows.end()));
        Collections.addAll(all, values);
        database.update("DELETE FROM " + name + " WHERE id >= ?1 AND id < ?2 AND " + condition, all.toArray());
    }
}
