package netmon.store;

import java.util.List;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.store.blocks.AppTotals;
import netmon.store.blocks.Block;
import netmon.store.blocks.BlockMerger;
import netmon.store.blocks.BucketRange;
import netmon.store.blocks.LocalHours;
import netmon.store.blocks.Tier;
import netmon.store.compaction.PlausibleNow;
import netmon.store.compaction.RowMerger;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/**
 * Makes old rows coarser where they stand: seconds into minutes, those into quarters of an hour, those into hours of
 * the local clock. Sums by application and interface stay as they are. Each step is one short transaction that a crash
 * may undo; the table blocks says how far it came. Uses the log's connection, from the log's thread.
 */
public final class Compaction {
    /** When nothing is due, nothing becomes due for about a minute, the shortest bucket. */
    private static final long REST_SECONDS = 10;

    /**
     * So many rows of the block that is being written are summed up together: five minutes of a busy machine. To read
     * them takes a millisecond, and to write their sums a few pages.
     */
    private static final long ROWS_TO_SUM_UP = 2_000;

    /** So many rows are made coarser in one step, which takes some ten milliseconds; or one bucket, if it has more. */
    private static final int ROWS_TO_COARSEN = 2_000;

    private static final String PENDING = """
            SELECT min(timestamp), max(timestamp) FROM (
              SELECT timestamp FROM (
                SELECT timestamp FROM app_traffic_logs WHERE id >= ?1 AND id < ?2 AND timestamp >= ?5
                UNION ALL
                SELECT timestamp FROM traffic_logs WHERE id >= ?3 AND id < ?4 AND timestamp >= ?5)
              ORDER BY timestamp LIMIT ?6)
            HAVING min(timestamp) IS NOT NULL
            """;

    /** The seconds of rows, both included. */
    private record SecondRange(long first, long last) {}

    private final Database database;
    private final LocalHours hours;
    private final Retention tiers;
    private final RowMerger merge;
    private final AppTotals totals;
    private final BlockMerger days;
    private @Nullable PlausibleNow time;
    private long nextLook = Long.MIN_VALUE;

    Compaction(Database database, LocalHours hours, Retention tiers) {
        this.database = database;
        this.hours = hours;
        this.tiers = tiers;
        this.merge = new RowMerger(database);
        this.totals = new AppTotals(database);
        this.days = new BlockMerger(database, hours);
    }

    /**
     * Does one step, of a few milliseconds as a rule.
     *
     * @param now the wall clock, epoch seconds
     * @return whether there was something to do; then there may be more
     * @throws StoreException if nothing was changed
     */
    public boolean step(long now) throws StoreException {
        if (time == null) {
            time = new PlausibleNow(newest(now));
        }
        if (!time.isSteady(now) || (now < nextLook && now >= nextLook - REST_SECONDS)) {
            return false;
        }
        boolean worked = days.step() || sumUp() || coarsen(now);
        nextLook = worked ? Long.MIN_VALUE : now + REST_SECONDS;
        return worked;
    }

    /** The last second that netmon itself has written about, as far as it is past. */
    private long newest(long now) throws StoreException {
        List<Long> latest =
                database.query(row -> row.getLong(1), "SELECT latest FROM blocks WHERE valid ORDER BY id DESC LIMIT 1");
        return latest.isEmpty() ? now : Math.min(now, latest.get(0));
    }

    private boolean sumUp() throws StoreException {
        List<Block> due = blocks("totals < end_app_row");
        if (!due.isEmpty()) {
            Block block = due.get(0);
            database.transaction(() -> totals.write(block, block.apps().end()));
            return true;
        }
        return sumUpOpen();
    }

    /** The block that is being written, since its last rows are the most that a report of today has to read. */
    private boolean sumUpOpen() throws StoreException {
        long end = 1 + database.number("SELECT coalesce(max(id), 0) FROM app_traffic_logs");
        List<Block> due = database.query(
                Block::of,
                "SELECT " + Block.COLUMNS + " FROM blocks"
                        + " WHERE end_app_row = ? AND max(totals, first_app_row) <= ?",
                Long.MAX_VALUE,
                end - ROWS_TO_SUM_UP);
        if (due.isEmpty()) {
            return false;
        }
        database.transaction(() -> totals.write(due.get(0), end));
        return true;
    }

    private boolean coarsen(long now) throws StoreException {
        for (Tier tier : List.of(Tier.SECONDS, Tier.MINUTES, Tier.QUARTERS)) {
            long old = now - tier.kept(tiers);
            List<Block> due = blocks(
                    "tier < 3 AND tier = ? AND compacted_to <= ?",
                    tier.number(),
                    old - tier.next().seconds());
            if (!due.isEmpty()) {
                Block block = due.get(0);
                database.transaction(() -> {
                    if (canPassOverMinutes(block, now)) {
                        finish(block, Tier.MINUTES);
                    } else {
                        coarsen(block, old);
                    }
                });
                return true;
            }
        }
        return false;
    }

    /** Another program's years, for one, whose few rows in a minute need not be minutes before they become quarters. */
    private boolean canPassOverMinutes(Block block, long now) {
        return block.tier() == Tier.SECONDS
                && block.compactedTo() <= block.earliest()
                && block.latest() + Tier.QUARTERS.seconds() <= now - Tier.MINUTES.kept(tiers)
                && block.rowsIn(Tier.QUARTERS.seconds()) <= ROWS_TO_COARSEN;
    }

    private void coarsen(Block block, long old) throws StoreException {
        Tier next = block.tier().next();
        SecondRange rows = pending(block);
        if (rows == null) {
            finish(block, next);
            return;
        }
        BucketRange due = BucketRange.of(next, rows.first(), rows.last(), old, hours);
        if (due.isEmpty()) {
            advance(block, block.earliest(), due.start());
        } else {
            merge.into(due, block);
            advance(block, Math.min(due.start(), block.earliest()), due.end());
        }
    }

    private void advance(Block block, long earliest, long compactedTo) throws StoreException {
        database.update(
                "UPDATE blocks SET earliest = ?, compacted_to = ? WHERE id = ?", earliest, compactedTo, block.id());
    }

    private void finish(Block block, Tier next) throws StoreException {
        database.update("UPDATE blocks SET tier = ?, compacted_to = earliest WHERE id = ?", next.number(), block.id());
    }

    /** The first rows that are not compacted yet, as many as a step takes; null where there are none. */
    private @Nullable SecondRange pending(Block block) throws StoreException {
        List<SecondRange> rows = database.query(
                row -> new SecondRange(row.getLong(1), row.getLong(2)),
                PENDING,
                block.apps().first(),
                block.apps().end(),
                block.interfaces().first(),
                block.interfaces().end(),
                block.compactedTo(),
                ROWS_TO_COARSEN);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The first of the finished blocks that the condition holds for. The one being written is never touched. */
    private List<Block> blocks(String condition, Object... values) throws StoreException {
        return database.query(
                Block::of,
                "SELECT " + Block.COLUMNS + " FROM blocks WHERE " + condition + " AND end_app_row < " + Long.MAX_VALUE
                        + " ORDER BY id LIMIT 1",
                values);
    }
}
