package netmon.service.load;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the service within its share of the processor. If a minute costs more, and socket polls are at least a quarter
 * of that, the time between polls is doubled: to two intervals, then four, then eight. No bytes are lost, because the
 * counters of the next poll include them, and quick polls continue. After a cheap minute the time is halved; if the
 * cost then rises again, the next halving waits twice as long.
 */
public final class CpuBudget {
    /** The default share of one core, as in {@code netmon status} and in the log. */
    public static final double SHARE = 0.02;

    /** Below this part of the budget, twice as many polls would still keep it. */
    private static final double CHEAP = 0.4;

    private static final int MOST_INTERVALS = 8;

    private static final long JUDGED_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** If the cost rises again within this time, the load is the same one. */
    private static final long RELAPSE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final long LONGEST_PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(CpuBudget.class);

    /** The growth rate of a sum within about the last minute, from a reading every few seconds. */
    static final class RateWindow {
        static final long READ_NANOS = TimeUnit.SECONDS.toNanos(5);

        private static final int READINGS = 13; // the first and the last are a minute apart

        private final long[] times = new long[READINGS];
        private final long[] sums = new long[READINGS];
        private int count;

        boolean isDue(long now) {
            return count == 0 || now - times[newest()] >= READ_NANOS;
        }

        void add(long now, long sum) {
            times[count % READINGS] = now;
            sums[count % READINGS] = sum;
            count++;
        }

        boolean isWhole() {
            return count >= READINGS;
        }

        /** The growth per nanosecond between the oldest and the newest reading; 0 with fewer than two readings. */
        double rate() {
            if (count < 2) {
                return 0;
            }
            int oldest = count < READINGS ? 0 : count % READINGS;
            long nanos = times[newest()] - times[oldest];
            return nanos <= 0 ? 0 : (double) (sums[newest()] - sums[oldest]) / nanos;
        }

        private int newest() {
            return (count - 1) % READINGS;
        }
    }

    private final double share;
    private final RateWindow cpu = new RateWindow();
    private final RateWindow polls = new RateWindow();
    private final RateWindow compaction = new RateWindow();
    private int intervals = 1;
    private long changedAt;
    private long patience = JUDGED_NANOS;

    /** @param share of one core that may be taken */
    public CpuBudget(double share) {
        this.share = share;
    }

    /** True if {@link #spent} should be called. Its arguments are not free, so it is not called at each tick. */
    boolean isDue(long now) {
        return cpu.isDue(now);
    }

    /**
     * Takes the times since the start, and judges the last minute.
     *
     * @param now on the monotonic clock
     * @param compactionNanos not counted, because the compaction has a limit of its own
     */
    void spent(long now, long cpuNanos, long pollNanos, long compactionNanos) {
        cpu.add(now, cpuNanos);
        polls.add(now, pollNanos);
        compaction.add(now, compactionNanos);
        if (!cpu.isWhole() || now - changedAt < JUDGED_NANOS) {
            return;
        }
        double rate = cpu.rate() - compaction.rate();
        boolean pollsMatter = polls.rate() >= rate / 4; // otherwise something else is expensive
        if (rate > share && pollsMatter && intervals < MOST_INTERVALS) {
            if (intervals == 1) {
                boolean relapse = changedAt != 0 && now - changedAt < RELAPSE_NANOS;
                patience = relapse ? Math.min(2 * patience, LONGEST_PATIENCE_NANOS) : JUDGED_NANOS;
            }
            space(2 * intervals, now);
        } else if (rate < CHEAP * share && intervals > 1 && now - changedAt >= patience) {
            space(intervals / 2, now);
        }
    }

    /** The intervals from one poll to the next: 1, or 2, 4, 8 while the service is too expensive. */
    int intervals() {
        return intervals;
    }

    /** The share of one core in the last minute. */
    double cpuShare() {
        return cpu.rate();
    }

    private void space(int wanted, long now) {
        if (intervals == 1) {
            LOG.warn(
                    "the last minute cost {} of a core, more than {}: sockets are read less often",
                    percent(cpu.rate()),
                    percent(share));
        } else if (wanted == 1) {
            LOG.info("the last minute cost {} of a core: sockets are read at every tick again", percent(cpu.rate()));
        }
        intervals = wanted;
        changedAt = now;
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }
}
