package netmon.store.rows;

import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/**
 * Gives out the ids of one of the two public tables. They ascend and are never used again. SQLite would write the last
 * one into its table sqlite_sequence with every second's rows, a page of the seven that a second costs; so the sequence
 * is moved ahead by many ids at a time.
 */
public final class RowIds {
    private static final long AHEAD = 10_000;

    private final Database database;
    private final String table;
    private final String firstRow;
    private long next;
    private long reserved;

    /**
     * The ids of one table.
     *
     * @param firstRow the column of blocks that holds its ids
     */
    public RowIds(Database database, String table, String firstRow) throws StoreException {
        this.database = database;
        this.table = table;
        this.firstRow = firstRow;
        reload();
    }

    /** Forgets what was given out in a transaction that failed. */
    public void reload() throws StoreException {
        next = database.number("SELECT max(coalesce((SELECT max(id) + 1 FROM " + table + "), 1),"
                + " coalesce((SELECT max(" + firstRow + ") FROM blocks), 1))");
        reserved = database.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", table);
    }

    /** The id that is given out next. */
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
        if (database.update("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", last, table) == 0) {
            database.update("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, last);
        }
        reserved = last;
    }
}
