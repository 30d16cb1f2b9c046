package netmon.store.detail;

import java.util.List;
import java.util.Map;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.model.Traffic;
import netmon.model.TrafficPart.PartOrigin;
import netmon.store.detail.DetailBuckets.DetailBucket;
import netmon.store.rows.SampleRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the parts of samples into the bucket of their minute, a few times a minute. What is in memory when the service
 * is killed appears as not recorded. A failure here never fails the transaction that writes the sample.
 */
public final class DetailRows implements SampleRows {
    private static final Logger LOG = LoggerFactory.getLogger(DetailRows.class);

    private static final long MINUTE_SECONDS = 60;

    /** How long the parts stay in memory: writing them each second would cost more than the main rows. */
    private static final long FLUSH_SECONDS = 10;

    private final Database database;
    private final DetailNames names;
    private final DetailBuckets buckets;
    private @Nullable DetailMinute minute;
    private long flushedAt = Long.MIN_VALUE;
    private boolean usable = true;

    private DetailRows(Database database, DetailNames names) {
        this.database = database;
        this.names = names;
        this.buckets = new DetailBuckets(database, names);
    }

    /** Makes the tables if there are none; if that fails, no detail is stored. */
    public static DetailRows making(Database database, DetailNames names) throws StoreException {
        DetailRows rows = new DetailRows(database, names);
        database.transaction(() -> rows.attempt(() -> DetailTables.make(database)));
        return rows;
    }

    /** For the tables of an earlier run; null if there are none. */
    public static @Nullable DetailRows ofStored(Database database, DetailNames names) throws StoreException {
        return DetailTables.exist(database) ? new DetailRows(database, names) : null;
    }

    @Override
    public void write(Sample sample) throws StoreException {
        long start = Math.floorDiv(sample.at(), MINUTE_SECONDS) * MINUTE_SECONDS;
        DetailMinute present = minute;
        if (present == null || present.start() != start) {
            attempt(() -> {
                finish(start);
                covering(start);
            });
            present = new DetailMinute(start);
            minute = present;
            flushedAt = sample.at();
        }
        present.add(sample.parts());
        if (Math.abs(sample.at() - flushedAt) >= FLUSH_SECONDS) {
            flushedAt = sample.at();
            attempt(this::flush);
        }
    }

    /** Drops the parts in memory: the samples of a failed transaction are written again. */
    @Override
    public void reload() {
        minute = null;
        names.reload();
    }

    /** Writes what has been in memory for a while, where no sample comes that would do it. */
    public void writeWaiting(long now) throws StoreException {
        DetailMinute present = minute;
        if (present != null && !present.isEmpty() && Math.abs(now - flushedAt) >= FLUSH_SECONDS) {
            flushedAt = now;
            database.transaction(() -> attempt(this::flush));
        }
    }

    /**
     * Writes what is in memory, before the database is closed.
     *
     * @param check fails if the database must not be written
     */
    public void close(Database.Work check) {
        try {
            check.run();
            if (minute != null) {
                database.transaction(() -> attempt(() -> finish(Long.MIN_VALUE)));
            }
        } catch (StoreException e) {
            LOG.warn("the detail of the last minute is not written: {}", e.getMessage());
        }
        minute = null;
    }

    /** Writes the parts in memory, and completes all minutes but one. */
    private void finish(long open) throws StoreException {
        flush();
        for (DetailBucket each : DetailBuckets.where(database, "tier = 0 AND started <> ?", open)) {
            buckets.complete(each);
        }
    }

    private void flush() throws StoreException {
        DetailMinute present = minute;
        if (present == null || present.isEmpty()) {
            return;
        }
        long bucket = bucket(present.start());
        for (Map.Entry<PartOrigin, Traffic> each : present.takeKnown().entrySet()) {
            buckets.add(bucket, each.getKey(), DetailBuckets.KNOWN, each.getValue());
        }
        for (Map.Entry<PartOrigin, Traffic> each : present.takeRest().entrySet()) {
            buckets.add(bucket, each.getKey(), DetailBuckets.REST, each.getValue());
        }
    }

    private long bucket(long start) throws StoreException {
        DetailBucket known = covering(start);
        return known != null
                ? known.id()
                : buckets.make(start, start + MINUTE_SECONDS, DetailTier.OPEN).id();
    }

    /**
     * The bucket, which is opened again, that a minute is a part of; null if there is none yet. It may be an hour or a
     * day: the clock was set back.
     */
    private @Nullable DetailBucket covering(long start) throws StoreException {
        List<DetailBucket> known =
                DetailBuckets.where(database, "tier <= 3 AND started <= ?1 AND ended > ?1 LIMIT 1", start);
        if (!known.isEmpty() && known.get(0).tier() != DetailTier.OPEN) {
            buckets.reopen(known.get(0));
        }
        return known.isEmpty() ? null : known.get(0);
    }

    /** Does some work in the present transaction, and undoes only this work if it fails. */
    private void attempt(Database.Work work) throws StoreException {
        if (!usable) {
            return;
        }
        database.update("SAVEPOINT detail");
        try {
            work.run();
        } catch (StoreException e) {
            database.update("ROLLBACK TO detail");
            database.update("RELEASE detail");
            failed(e);
            return;
        }
        database.update("RELEASE detail");
    }

    /** A full disk fails the whole transaction, which is tried again. */
    private void failed(StoreException failure) throws StoreException {
        if (failure.kind() == Remedy.FULL || failure.kind() == Remedy.BUSY) {
            throw failure;
        }
        reload();
        usable = attemptAnew();
        if (usable) {
            LOG.warn("the detail so far is lost; its tables are made anew: {}", failure.getMessage());
        } else {
            LOG.warn(
                    "no detail is stored from now on; the other tables are not affected: {}. To begin anew, run"
                            + " 'netmon purge --detail'",
                    failure.getMessage());
        }
    }

    /** Makes the tables if another program has dropped or replaced one; false if there is another reason. */
    private boolean attemptAnew() throws StoreException {
        database.update("SAVEPOINT detail");
        boolean made = false;
        try {
            if (!DetailTables.exist(database)) {
                DetailTables.make(database);
                made = true;
            }
        } catch (StoreException e) {
            database.update("ROLLBACK TO detail");
        }
        database.update("RELEASE detail");
        return made;
    }
}
