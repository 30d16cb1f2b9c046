package netmon.store.rows;

import java.util.concurrent.TimeUnit;
import netmon.model.Peaks;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.sqlite.Database;

/** Keeps the highest rate of each quarter of an hour, which the sums of a compacted bucket no longer tell. */
public final class PeakRows {
    public static final long QUARTER_SECONDS = 900;

    /**
     * Above what any link carries: 12.5 GB a second are 100 Gbit/s, which is a guess at what machines with this
     * program have. A faster delta is a counter's mistake or bytes of a longer time, and says nothing of a rate.
     */
    private static final double IMPLAUSIBLE = 12.5e9;

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Database database;

    /** The quarter last written and its peaks: what is not above them need not be written. */
    private long quarter = Long.MIN_VALUE;

    private Peaks highest = new Peaks(0, 0);

    public PeakRows(Database database) {
        this.database = database;
    }

    /** Forgets what was written: in a transaction that failed, or what was purged since. */
    public void reload() {
        quarter = Long.MIN_VALUE;
    }

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
        database.update(
                "INSERT INTO peaks (quarter, bytes_in, bytes_out) VALUES (?, ?, ?) ON CONFLICT (quarter) DO UPDATE"
                        + " SET bytes_in = max(bytes_in, excluded.bytes_in),"
                        + " bytes_out = max(bytes_out, excluded.bytes_out)",
                now,
                raised.received(),
                raised.sent());
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
