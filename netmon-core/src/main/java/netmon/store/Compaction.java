package netmon.store;

import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.store.blocks.AppTotals;
import netmon.store.blocks.BlockMerger;
import netmon.store.blocks.LocalHours;
import netmon.store.compaction.Coarsening;
import netmon.store.detail.DetailCoarsening;
import netmon.store.rows.AppAliases;
import netmon.store.rows.InterfaceRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/**
 * Merges old rows in place: seconds into minutes, minutes into quarters of an hour, quarters into hours of the local
 * clock. The sums by application and interface do not change. Each step is one short transaction; the table blocks
 * records the progress, so a crash loses at most one step. For the thread of its {@link TrafficWriter}.
 */
public final class Compaction {
    /** The default limit of the detail's size. */
    public static final long DETAIL_BYTES = 200_000_000;

    /** The pause after a step that found nothing due; something becomes due once a minute, the shortest bucket. */
    private static final long REST_SECONDS = 10;

    /** The time between two searches for names without rows, which read the whole table. */
    private static final long FORGET_SECONDS = 86_400;

    private final Database database;
    private final BlockMerger days;
    private final AppTotals totals;
    private final Coarsening rows;
    private final InterfaceRows interfaces;
    private final DetailCoarsening detail;
    private @Nullable PlausibleNow time;
    private long restUntil = Long.MIN_VALUE;
    private long forgetAt = Long.MIN_VALUE;

    Compaction(
            Database database,
            LocalHours hours,
            Retention retention,
            InterfaceRows interfaces,
            DetailCoarsening detail) {
        this.database = database;
        this.days = new BlockMerger(database, hours);
        this.totals = new AppTotals(database);
        this.rows = new Coarsening(database, hours, retention);
        this.interfaces = interfaces;
        this.detail = detail;
    }

    /**
     * Does one step, which usually takes a few milliseconds; returns whether there was one, and so may be more.
     *
     * @param now the wall clock, epoch seconds
     * @throws StoreException if nothing was changed
     */
    public boolean step(long now) throws StoreException {
        if (time == null) {
            time = new PlausibleNow(newest(now));
        }
        if (!time.isSteady(now) || (now < restUntil && now >= restUntil - REST_SECONDS)) {
            return false;
        }
        // The detail first: rows that are coarser than it could not be compared with it.
        boolean worked = detail.step(now) || days.step() || totals.step() || rows.step(now);
        restUntil = worked ? Long.MIN_VALUE : now + REST_SECONDS;
        if (!worked && now >= forgetAt) {
            interfaces.forgetUnused();
            new AppAliases(database).forgetUnused();
            forgetAt = now + FORGET_SECONDS;
        }
        return worked;
    }

    /** The last second that netmon itself has written about, but not later than {@code now}. */
    private long newest(long now) throws StoreException {
        Long latest = database.numberOrNull("SELECT latest FROM blocks WHERE valid ORDER BY id DESC LIMIT 1");
        return latest == null ? now : Math.min(now, latest);
    }

    /**
     * Decides whether the wall clock can be trusted when it makes rows look old. A clock that is ten years ahead by
     * mistake would otherwise merge the seconds of the last hour into hours before anybody corrects it.
     */
    private static final class PlausibleNow {
        /** A longer step between two calls is doubtful: a long sleep, a long stop, or a clock that was set. */
        private static final long DOUBTFUL_SECONDS = 86_400;

        /** How long a clock must run steadily to be trusted again; a guess at how soon a wrong clock is corrected. */
        private static final long PROBATION_SECONDS = 3600;

        private long last;
        private long steadySince;

        /** Starts with the last known second; the present should be near it. */
        PlausibleNow(long last) {
            this.last = last;
            this.steadySince = last - PROBATION_SECONDS;
        }

        boolean isSteady(long now) {
            if (now - last > DOUBTFUL_SECONDS) {
                steadySince = now;
            } else if (now < steadySince) {
                steadySince = now - PROBATION_SECONDS; // set back: this makes nothing look old
            }
            last = now;
            return now - steadySince >= PROBATION_SECONDS;
        }
    }
}
