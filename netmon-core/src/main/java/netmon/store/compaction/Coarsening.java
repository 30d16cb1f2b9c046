package netmon.store.compaction;

import java.util.List;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.store.blocks.AppTotals;
import netmon.store.blocks.Block;
import netmon.store.blocks.BucketRange;
import netmon.store.blocks.LocalHours;
import netmon.store.blocks.Tier;
import netmon.store.rows.LoggedTable;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Merges the rows of finished blocks into the buckets of the next tier, a few buckets at a time. */
public final class Coarsening {
    /** How many rows one step merges, which takes about ten milliseconds; or one bucket, if it has more rows. */
    private static final int ROWS_PER_STEP = 2_000;

    private static final String PENDING = "SELECT min(timestamp), max(timestamp) FROM (SELECT timestamp FROM ("
            + Block.TIMESTAMPS + ") WHERE timestamp >= ? ORDER BY timestamp LIMIT ?) HAVING min(timestamp) IS NOT NULL";

    private record SecondRange(long first, long last) {}

    private final Database database;
    private final LocalHours hours;
    private final Retention retention;
    private final AppTotals totals;
    private final List<RowMerger> mergers;

    public Coarsening(Database database, LocalHours hours, Retention retention) {
        this.database = database;
        this.hours = hours;
        this.retention = retention;
        this.totals = new AppTotals(database);
        this.mergers = LoggedTable.ALL.stream()
                .map(each -> new RowMerger(database, each))
                .toList();
    }

    /** Merges some rows of the first block that is due; returns whether there was one. */
    public boolean step(long now) throws StoreException {
        for (Tier tier : List.of(Tier.SECONDS, Tier.MINUTES, Tier.QUARTERS)) {
            long old = now - tier.kept(retention);
            // The block that is being written is never changed.
            List<Block> due = Block.where(
                    database,
                    "tier < 3 AND tier = ? AND compacted_to <= ? AND end_app_row < " + Long.MAX_VALUE
                            + " ORDER BY id LIMIT 1",
                    tier.number(),
                    old - tier.next().seconds());
            if (!due.isEmpty()) {
                database.transaction(() -> step(due.get(0), now, old));
                return true;
            }
        }
        return false;
    }

    private void step(Block block, long now, long old) throws StoreException {
        if (canSkipMinutes(block, now)) {
            finish(block, Tier.MINUTES);
            return;
        }
        Tier next = block.tier().next();
        SecondRange rows = pending(block);
        if (rows == null) {
            finish(block, next);
            return;
        }
        BucketRange due = BucketRange.of(next, rows.first(), rows.last(), old, hours);
        if (due.isEmpty()) {
            advance(block, block.earliest(), due.start());
            return;
        }
        boolean bounded = false;
        for (RowMerger each : mergers) {
            bounded |= each.merge(due, block.rows(each.table()));
        }
        if (bounded) {
            totals.remove(block); // it contains names that have no row now
        }
        advance(block, Math.min(due.start(), block.earliest()), due.end());
    }

    /** Rows that are few in a minute, such as another program's of past years, go straight to quarters. */
    private boolean canSkipMinutes(Block block, long now) {
        return block.tier() == Tier.SECONDS
                && block.compactedTo() <= block.earliest()
                && block.latest() + Tier.QUARTERS.seconds() <= now - Tier.MINUTES.kept(retention)
                && block.rowsIn(Tier.QUARTERS.seconds()) <= ROWS_PER_STEP;
    }

    /** The first rows that are not merged yet, as many as one step takes; null if there are none. */
    private @Nullable SecondRange pending(Block block) throws StoreException {
        return database.first(
                row -> new SecondRange(row.getLong(1), row.getLong(2)),
                PENDING,
                block.bounds(block.compactedTo(), ROWS_PER_STEP));
    }

    private void advance(Block block, long earliest, long compactedTo) throws StoreException {
        database.update(
                "UPDATE blocks SET earliest = ?, compacted_to = ? WHERE id = ?", earliest, compactedTo, block.id());
    }

    private void finish(Block block, Tier next) throws StoreException {
        database.update("UPDATE blocks SET tier = ?, compacted_to = earliest WHERE id = ?", next.number(), block.id());
    }
}
