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
 * Sums the minutes of past hours and the hours of past days of the local calendar. The minutes and the hours stay for a
 * while, for answers about a part of an hour or of a day. Deletes the oldest buckets beyond the limit of size.
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

    /** The age in seconds at which nothing waits to be written. */
    private static final long SETTLED = 600;

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
            return present && step(now, List.of(DetailTier.MINUTES, DetailTier.HOURS));
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

    private boolean step(long now, List<DetailTier> tiers) throws StoreException {
        for (DetailTier each : tiers) {
            if (sumOldest(each, now - SETTLED) || deleteOldest(each.summed(), now - kept(each.summed()))) {
                return true;
            }
        }
        return shrink();
    }

    private boolean sumOldest(DetailTier tier, long old) throws StoreException {
        List<DetailBucket> oldest =
                DetailBuckets.where(database, members(tier) + " AND ended <= ? ORDER BY started LIMIT 1", old);
        if (oldest.isEmpty()) {
            return false;
        }
        DetailBucket first = oldest.get(0);
        long start = Math.max(tier.next().start(first.started(), hours), edge("max(ended)", "<=", first, tier));
        long next = edge("min(started)", ">", first, tier);
        long end = tier.next().end(first.started(), hours);
        long whole = Math.max(next == 0 ? end : Math.min(end, next), first.ended());
        if (whole > old) {
            return false;
        }
        database.transaction(() -> sum(tier, start, whole));
        return true;
    }

    /** The nearest edge of another sum, which may lie within this hour or day if the zone has changed; 0 for none. */
    private long edge(String edge, String order, DetailBucket from, DetailTier tier) throws StoreException {
        return database.number(
                "SELECT coalesce(" + edge + ", 0) FROM detail_buckets WHERE tier BETWEEN ? AND 3 AND started " + order
                        + " ?",
                tier.next().number(),
                from.started());
    }

    /** A minute that a killed service left open is summed like the others. */
    private static String members(DetailTier tier) {
        return tier == DetailTier.MINUTES ? "tier IN (0, 1)" : "tier = " + tier.number();
    }

    private void sum(DetailTier tier, long start, long end) throws StoreException {
        DetailBucket target = buckets.make(start, end, tier.next());
        List<DetailBucket> members =
                DetailBuckets.where(database, members(tier) + " AND started >= ? AND ended <= ?", start, end);
        for (DetailBucket each : members) {
            if (each.tier() == DetailTier.OPEN) {
                buckets.complete(each);
            }
            database.update(
                    "INSERT INTO detail_traffic SELECT ?, " + DetailBuckets.KEY + ", bytes_in, bytes_out"
                            + " FROM detail_traffic WHERE bucket = ?" + DetailBuckets.ON_CONFLICT,
                    target.id(),
                    each.id());
            buckets.become(tier.summed(), each);
        }
        buckets.complete(target);
    }

    /**
     * The age in seconds at which buckets are deleted. Minutes are deleted before the applications' rows of the same
     * hour become coarser than they are: otherwise the two could not be compared.
     */
    private long kept(DetailTier tier) {
        long finer = minutesKept - HOUR_SECONDS;
        return tier == DetailTier.SUMMED_MINUTES ? Math.max(SETTLED, Math.min(tier.kept(), finer)) : tier.kept();
    }

    /** Deletes the minutes of the oldest hour, or the hours of the oldest day, if they are that old. */
    private boolean deleteOldest(DetailTier tier, long old) throws StoreException {
        List<DetailBucket> oldest = DetailBuckets.where(database, "tier = ? ORDER BY started LIMIT 1", tier.number());
        long end = oldest.isEmpty()
                ? Long.MAX_VALUE
                : tier.next().end(oldest.get(0).started(), hours);
        if (end > old) {
            return false;
        }
        database.transaction(() -> {
            for (DetailBucket each : DetailBuckets.where(database, "tier = ? AND started < ?", tier.number(), end)) {
                buckets.delete(each);
            }
        });
        return true;
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
