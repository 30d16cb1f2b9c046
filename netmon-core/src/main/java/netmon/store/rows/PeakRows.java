package netmon.store.rows;

import java.util.concurrent.TimeUnit;
import netmon.model.PeakTimes;
import netmon.model.Peaks;
import netmon.model.Period;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Keeps the highest rate of each quarter of an hour, because compaction loses the rates of single seconds. */
public final class PeakRows implements SampleRows {
    private static final long QUARTER_SECONDS = 900;

    /** Faster than any link that netmon expects: 100 Gbit/s. A larger delta is an error or of a longer time. */
    private static final double IMPLAUSIBLE = 12.5e9;

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final String RAISE = "INSERT INTO peaks (quarter, bytes_in, bytes_out) VALUES (?, ?, ?)"
            + " ON CONFLICT (quarter) DO UPDATE SET bytes_in = max(bytes_in, excluded.bytes_in),"
            + " bytes_out = max(bytes_out, excluded.bytes_out)";

    private final Database database;

    /** The last written quarter and its peaks; lower rates need no write. */
    private long quarter = Long.MIN_VALUE;

    private Peaks highest = new Peaks(0, 0);

    public PeakRows(Database database) {
        this.database = database;
    }

    /** The highest rates of the quarters of an hour that overlap the period. */
    public Peaks in(Period period) throws StoreException {
        String sql = "SELECT max(bytes_in), max(bytes_out) FROM peaks WHERE quarter + 900 > ? AND quarter < ?" + " AND "
                + SoundRows.amounts("");
        return database.only(row -> new Peaks(row.getLong(1), row.getLong(2)), sql, period.from(), period.to());
    }

    /** The quarters of an hour with those rates, the first of several. */
    public PeakTimes times(Period period) throws StoreException {
        return new PeakTimes(time("bytes_in", period), time("bytes_out", period));
    }

    private @Nullable Long time(String column, Period period) throws StoreException {
        String sql = "SELECT quarter FROM peaks WHERE quarter + 900 > ? AND quarter < ? AND " + SoundRows.amounts("")
                + " AND " + SoundRows.isTime("quarter") + " AND " + column + " > 0 ORDER BY " + column
                + " DESC, quarter LIMIT 1";
        return database.numberOrNull(sql, period.from(), period.to());
    }

    /** Forgets the last written quarter. Also called after a purge, which may delete it. */
    @Override
    public void reload() {
        quarter = Long.MIN_VALUE;
    }

    @Override
    public void write(Sample sample) throws StoreException {
        Traffic counted = sample.delta().counted();
        if (sample.nanos() <= 0 || isImplausible(counted, sample.nanos())) {
            return;
        }
        long now = Math.floorDiv(sample.at(), QUARTER_SECONDS) * QUARTER_SECONDS;
        Peaks known = now == quarter ? highest : new Peaks(0, 0);
        Peaks raised = new Peaks(
                Math.max(known.received(), Math.round(rate(counted.received(), sample.nanos()))),
                Math.max(known.sent(), Math.round(rate(counted.sent(), sample.nanos()))));
        if (!raised.equals(known)) {
            write(now, raised);
        }
    }

    private void write(long now, Peaks raised) throws StoreException {
        database.update(RAISE, now, raised.received(), raised.sent());
        quarter = now;
        highest = raised;
    }

    private static boolean isImplausible(Traffic counted, long nanos) {
        return rate(counted.received(), nanos) > IMPLAUSIBLE || rate(counted.sent(), nanos) > IMPLAUSIBLE;
    }

    private static double rate(long bytes, long nanos) {
        return bytes * NANOS_PER_SECOND / nanos;
    }
}
