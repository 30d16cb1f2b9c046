package netmon.store.blocks;

import netmon.model.StoreException;
import netmon.store.rows.LoggedTable;
import netmon.store.sqlite.Database;

/** Merges the blocks of a day once their rows are quarters of an hour: a year has 400 blocks, not 9000. */
public final class BlockMerger {
    /** The first two adjacent blocks of one tier. The second must not be in the middle of compaction. */
    private static final String NEIGHBOURS = """
            SELECT p.id, b.id, p.earliest, b.latest
              FROM blocks p JOIN blocks b ON b.id = (SELECT min(id) FROM blocks WHERE id > p.id)
             WHERE p.id >= ? AND p.tier >= 2 AND b.tier = p.tier AND b.valid = p.valid AND b.compacted_to <= b.earliest
               AND %s
               AND b.earliest > p.latest
             ORDER BY p.id LIMIT 1
            """.formatted(LoggedTable.join(" AND ", "b.FIRST = p.END"));

    private static final String EXTEND = "UPDATE blocks SET "
            + LoggedTable.join(", ", "END = (SELECT END FROM blocks WHERE id = ?1)")
            + ", latest = ?2, totals = 0 WHERE id = ?3";

    /** How many pairs from different days one step skips: those of a year, in about ten milliseconds. */
    private static final int MAX_SKIPPED = 500;

    private record Pair(long first, long second, long earliest, long latest) {}

    private final Database database;
    private final LocalHours hours;

    /** The search starts at this id: no earlier block can grow, unless a block became coarse out of order. */
    private long settled;

    public BlockMerger(Database database, LocalHours hours) {
        this.database = database;
        this.hours = hours;
    }

    /** Merges the first pair that can be merged; returns whether there may be more. */
    public boolean step() throws StoreException {
        for (int skipped = 0; skipped < MAX_SKIPPED; skipped++) {
            Pair pair = database.first(
                    row -> new Pair(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                    NEIGHBOURS,
                    settled);
            if (pair == null) {
                return false;
            }
            if (hours.day(pair.earliest()) == hours.day(pair.latest())) {
                database.transaction(() -> merge(pair));
                settled = pair.first();
                return true;
            }
            settled = pair.second();
        }
        return true;
    }

    private void merge(Pair pair) throws StoreException {
        database.update("DELETE FROM app_totals WHERE block IN (?, ?)", pair.first(), pair.second());
        database.update(EXTEND, pair.second(), pair.latest(), pair.first());
        database.update("DELETE FROM blocks WHERE id = ?", pair.second());
    }
}
