package netmon.store.blocks;

import java.util.List;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/**
 * Makes one block of the blocks of a day, once their rows are as coarse as quarters of an hour. A year is then some
 * four hundred blocks whose sums are known, and not nine thousand.
 */
public final class BlockMerger {
    /**
     * A block and the next one, if they can be one: they follow each other in rows and in time, and are equally coarse.
     * That the second one is not being compacted lets the first one's mark stand for both.
     */
    private static final String NEIGHBOURS = """
            SELECT p.id, b.id, p.earliest, b.latest, b.end_app_row, b.end_interface_row
              FROM blocks p JOIN blocks b ON b.id = (SELECT min(id) FROM blocks WHERE id > p.id)
             WHERE p.id >= ? AND p.tier >= 2 AND b.tier = p.tier AND b.valid = p.valid AND b.compacted_to <= b.earliest
               AND b.first_app_row = p.end_app_row AND b.first_interface_row = p.end_interface_row
               AND b.earliest > p.latest
             ORDER BY p.id LIMIT 1
            """;

    /** So many pairs of two days are passed over in one step: a year's at once, in some ten milliseconds. */
    private static final int MOST_LOOKS = 500;

    private record Pair(long first, long second, long earliest, long latest, long endAppRow, long endInterfaceRow) {}

    private final Database database;
    private final LocalHours hours;

    /** Blocks before this one are as long as they can be. One that becomes coarse later than its followers stays. */
    private long settled;

    public BlockMerger(Database database, LocalHours hours) {
        this.database = database;
        this.hours = hours;
    }

    /** Joins two blocks, if any can be; tells whether there may be more. */
    public boolean step() throws StoreException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<Pair> found = neighbours();
            if (found.isEmpty()) {
                return false;
            }
            Pair pair = found.get(0);
            if (hours.day(pair.earliest()) == hours.day(pair.latest())) {
                database.transaction(() -> join(pair));
                settled = pair.first();
                return true;
            }
            settled = pair.second();
        }
        return true;
    }

    private List<Pair> neighbours() throws StoreException {
        return database.query(
                row -> new Pair(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)),
                NEIGHBOURS,
                settled);
    }

    private void join(Pair pair) throws StoreException {
        database.update("DELETE FROM app_totals WHERE block IN (?, ?)", pair.first(), pair.second());
        database.update("DELETE FROM blocks WHERE id = ?", pair.second());
        database.update(
                "UPDATE blocks SET end_app_row = ?, end_interface_row = ?, latest = ?, totals = 0 WHERE id = ?",
                pair.endAppRow(),
                pair.endInterfaceRow(),
                pair.latest(),
                pair.first());
    }
}
