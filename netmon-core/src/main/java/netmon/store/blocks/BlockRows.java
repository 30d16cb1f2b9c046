package netmon.store.blocks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netmon.model.StoreException;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.RowIds;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Keeps the directory of rows up to date while rows are written. The last block is the one being written. */
public final class BlockRows {
    private static final String CLOSE = "UPDATE blocks SET " + LoggedTable.join(", ", "END = ?") + " WHERE id = ?";

    private static final String OPEN = "INSERT INTO blocks (" + LoggedTable.join(", ", "FIRST, END")
            + ", earliest, latest, tier, compacted_to, totals, valid) VALUES (" + LoggedTable.join(", ", "?, ?")
            + ", ?, ?, 0, ?, 0, 1)";

    /** The seconds of a block, the last one included. */
    private record BlockSpan(long id, long earliest, long latest) {
        boolean contains(long at) {
            return at >= earliest && at <= latest;
        }
    }

    private final Database database;
    private final LocalHours hours;
    private final List<RowIds> ids;
    private @Nullable BlockSpan open;

    /** Reads the open block; the ids are in the order of {@link LoggedTable#ALL}. */
    public BlockRows(Database database, LocalHours hours, List<RowIds> ids) throws StoreException {
        this.database = database;
        this.hours = hours;
        this.ids = List.copyOf(ids);
        reload();
    }

    /** Reads the open block again, after a transaction has failed. */
    public void reload() throws StoreException {
        open = database.first(
                row -> new BlockSpan(row.getLong(1), row.getLong(2), row.getLong(3)),
                "SELECT id, earliest, latest FROM blocks WHERE end_app_row = ?",
                Long.MAX_VALUE);
    }

    /** Call it before rows of this second are written: it opens a new block unless the open one covers the second. */
    public void admit(long at) throws StoreException {
        if (open != null && open.contains(at)) {
            return;
        }
        if (open != null) {
            close(open);
        }
        open = open(hours.start(at), hours.end(at) - 1);
    }

    private void close(BlockSpan span) throws StoreException {
        List<Object> values = new ArrayList<>();
        ids.forEach(each -> values.add(each.peek()));
        values.add(span.id());
        database.update(CLOSE, values.toArray());
    }

    private BlockSpan open(long earliest, long latest) throws StoreException {
        List<Object> values = new ArrayList<>();
        ids.forEach(each -> Collections.addAll(values, each.peek(), Long.MAX_VALUE));
        Collections.addAll(values, earliest, latest, earliest);
        database.update(OPEN, values.toArray());
        return new BlockSpan(database.number("SELECT max(id) FROM blocks"), earliest, latest);
    }
}
