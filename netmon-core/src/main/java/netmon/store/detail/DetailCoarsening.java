package netmon.store.detail;

import java.util.List;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.blocks.LocalHours;
import netmon.store.detail.DetailBuckets.DetailBucket;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges old minutes of the detail into hours and old hours into days of the local calendar, and deletes the oldest
 * buckets beyond the limit of size.
 */
public final class DetailCoarsening {
    /** The bytes that a row takes in the file, measured with a year of a busy machine. */
    private static final long ROW_BYTES = 32;

    /** The bytes that a name takes in its table and in its index. */
    private static final long NAME_BYTES = 60;

    private static final String NAMES_SIZE = "SELECT count(*) * " + NAME_BYTES + " FROM detail_names";

    private static final String ROWS_SIZE =
            "SELECT coalesce(sum(row_count), 0) * " + ROW_BYTES + " FROM detail_buckets";

    private static final long HOUR_SECONDS = 3600;

    /** The waiting parts of a minute are written by then. */
    private static final long LEAST_KEPT = 600;

    private static final Logger LOG = LoggerFactory.getLogger(DetailCoarsening.class);

    private final Database database;
    private final LocalHours hours;
    private final long mostBytes;
    private final long minutesKept;
    private final DetailNames names;
    private final DetailBuckets buckets;
    private @Nullable Boolean present;

    /**
     * @param retention of the applications' rows
     * @param mostBytes the size beyond which the oldest buckets are deleted
     */
    public DetailCoarsening(
            Database database, LocalHours hours, DetailNames names, Retention retention, long mostBytes) {
        this.database = database;
        this.hours = hours;
        this.mostBytes = mostBytes;
        this.minutesKept = retention.minutes().toSeconds();
        this.names = names;
        this.buckets = new DetailBuckets(database, names);
    }

    /** Does one step; returns whether there was one. Without tables it costs nothing. */
    public boolean step(long now) throws StoreException {
        if (present == null || present) { // a purge may have removed it
            present = DetailTables.exist(database);
        }
        try {
            return present && (mergeOldest(DetailTier.MINUTES, now) || mergeOldest(DetailTier.HOURS, now) || shrink());
        } catch (StoreException e) {
            names.reload();
            if (e.kind() == Remedy.FULL || e.kind() == Remedy.BUSY) {
                throw e;
            }
            LOG.warn("old detail is not summed up until the next start: {}", e.getMessage());
            present = false;
            return false;
        }
    }

    private boolean mergeOldest(DetailTier tier, long now) throws StoreException {
        long old = now - kept(tier);
        List<DetailBucket> oldest =
                DetailBuckets.where(database, members(tier) + " AND ended <= ? ORDER BY started LIMIT 1", old);
        if (oldest.isEmpty()) {
            return false;
        }
        long first = oldest.get(0).started();
        long start = tier.next().start(first, hours);
        long end = Math.max(tier.next().end(first, hours), oldest.get(0).ended());
        if (end > old) {
            return false;
        }
        database.transaction(() -> merge(tier, start, end));
        return true;
    }

    /** A minute that a killed service left open is merged like the others. */
    private static String members(DetailTier tier) {
        return tier == DetailTier.MINUTES ? "tier IN (0, 1)" : "tier = " + tier.number();
    }

    /**
     * The age in seconds at which buckets are merged. Minutes are merged before the applications' rows of the same
     * hour become coarser than they are: otherwise the two could not be compared.
     */
    private long kept(DetailTier tier) {
        long finer = minutesKept - HOUR_SECONDS;
        return tier == DetailTier.MINUTES ? Math.max(LEAST_KEPT, Math.min(tier.kept(), finer)) : tier.kept();
    }

    /** An hour or a day may exist already: its first part was merged before the clock was set back. */
    private void merge(DetailTier tier, long start, long end) throws StoreException {
        DetailBucket target = target(tier.next(), start, end);
        List<DetailBucket> members =
                DetailBuckets.where(database, members(tier) + " AND started >= ? AND ended <= ?", start, end);
        for (DetailBucket each : members) {
            database.update(
                    "INSERT INTO detail_traffic SELECT ?, " + DetailBuckets.KEY + ", bytes_in, bytes_out"
                            + " FROM detail_traffic WHERE bucket = ?" + DetailBuckets.ON_CONFLICT,
                    target.id(),
                    each.id());
            buckets.delete(each);
        }
        buckets.complete(target);
    }

    private DetailBucket target(DetailTier tier, long start, long end) throws StoreException {
        List<DetailBucket> known =
                DetailBuckets.where(database, "tier = ? AND started = ? AND ended = ?", tier.number(), start, end);
        return known.isEmpty() ? buckets.make(start, end, tier) : known.get(0);
    }

    /**
     * Deletes the oldest bucket if the detail is too large. Names without a row are removed where they take half of the
     * limit, because that reads all rows.
     */
    private boolean shrink() throws StoreException {
        long namesSize = database.number(NAMES_SIZE);
        if (namesSize + database.number(ROWS_SIZE) <= mostBytes) {
            return false;
        }
        List<DetailBucket> oldest = DetailBuckets.where(database, "tier > 0 ORDER BY started LIMIT 1");
        if (oldest.isEmpty()) {
            return false;
        }
        database.transaction(() -> {
            buckets.delete(oldest.get(0));
            if (namesSize > mostBytes / 2) {
                names.removeUnused();
            }
        });
        return true;
    }
}
