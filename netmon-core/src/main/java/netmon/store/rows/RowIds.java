package netmon.store.rows;

import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/**
 * Assigns the row ids of one {@link LoggedTable}, which ascend and are never used again. To write the last id into
 * sqlite_sequence every second costs one of the seven pages of a commit; so the sequence is moved ahead by many ids.
 */
public final class RowIds {
    private static final long AHEAD = 10_000;

    /** Only another program wrote a row with a larger id, after which none would be left. */
    private static final long MOST = 1L << 62;

    private final Database database;
    private final LoggedTable table;
    private long next;
    private long reserved;

    RowIds(Database database, LoggedTable table) throws StoreException {
        this.database = database;
        this.table = table;
        reload();
    }

    /** Forgets the ids that a failed transaction used. */
    void reload() throws StoreException {
        next = database.number("SELECT max(1, coalesce((SELECT max(id) + 1 FROM " + table.name() + " WHERE id < " + MOST
                + "), 1), coalesce((SELECT max(" + table.firstRow() + ") FROM blocks WHERE " + table.firstRow() + " < "
                + MOST + "), 1))");
        reserved = database.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", table.name());
    }

    /** The id that {@link #take} returns next. */
    public long peek() {
        return next;
    }

    long take() throws StoreException {
        if (next > reserved) {
            reserve(next + AHEAD);
        }
        return next++;
    }

    private void reserve(long last) throws StoreException {
        if (database.update("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", last, table.name()) == 0) {
            database.update("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table.name(), last);
        }
        reserved = last;
    }
}
