package netmon.store.blocks;

import netmon.model.StoreException;
import netmon.store.rows.RowIds;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Keeps the directory of the rows: which rows are of which hour. Its last block is the one being written. */
public final class BlockRows {
    /** A block's seconds, of which the last one is in it. */
    private record BlockSpan(long id, long earliest, long latest) {
        boolean holds(long at) {
            return at >= earliest && at <= latest;
        }
    }

    private final Database database;
    private final LocalHours hours;
    private final RowIds apps;
    private final RowIds interfaces;
    private @Nullable BlockSpan open;

    public BlockRows(Database database, LocalHours hours, RowIds apps, RowIds interfaces) throws StoreException {
        this.database = database;
        this.hours = hours;
        this.apps = apps;
        this.interfaces = interfaces;
        reload();
    }

    /** Forgets what was written in a transaction that failed. */
    public void reload() throws StoreException {
        open = null;
        database.query(
                row -> open = new BlockSpan(row.getLong(1), row.getLong(2), row.getLong(3)),
                "SELECT id, earliest, latest FROM blocks WHERE end_app_row = ?",
                Long.MAX_VALUE);
    }

    /** Makes sure that rows of this second, which are about to be written, come into a block that says so. */
    public void admit(long at) throws StoreException {
        if (open == null || !open.holds(at)) {
            begin(at);
        }
    }

    private void begin(long at) throws StoreException {
        if (open != null) {
            database.update(
                    "UPDATE blocks SET end_app_row = ?, end_interface_row = ? WHERE id = ?",
                    apps.peek(),
                    interfaces.peek(),
                    open.id());
        }
        long earliest = hours.start(at);
        long latest = hours.end(at) - 1;
        database.update(
                "INSERT INTO blocks VALUES (NULL, ?, ?, ?, ?, ?, ?, 0, ?, 0, 1)",
                apps.peek(),
                Long.MAX_VALUE,
                interfaces.peek(),
                Long.MAX_VALUE,
                earliest,
                latest,
                earliest);
        open = new BlockSpan(database.number("SELECT max(id) FROM blocks"), earliest, latest);
    }
}
