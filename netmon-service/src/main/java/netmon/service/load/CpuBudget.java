package netmon.service.load;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the service within its share of the processor. When a minute has cost more, and looking at sockets is a good part
 * of that, looks are spaced: to two intervals, then four, then eight. Only detail in time is lost, for the counters tell
 * what the sockets moved between two looks, and glances go on. When a minute was cheap the spaces are halved again; where
 * that turned out to be too early, the next time waits twice as long. Told once when it begins and once when it is over.
 */
public final class CpuBudget {
    /** Of one core; what {@code netmon status} and the log speak of. */
    public static final double SHARE = 0.02;

    /** So much less than the budget that with twice as many looks it would still be kept. */
    private static final double CHEAP = 0.4;

    /** Below this part of the whole cost it is something else that is dear. */
    private static final double LEAST_PART_OF_LOOKS = 0.25;

    private static final int MOST_INTERVALS = 8;

    private static final long JUDGED_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Too dear again so soon after it was over: the load is the same one. */
    private static final long RELAPSE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final long LONGEST_PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(CpuBudget.class);

    private final double share;
    private final RateWindow cpu = new RateWindow();
    private final RateWindow looks = new RateWindow();
    private final RateWindow compaction = new RateWindow();
    private int intervals = 1;
    private long changedAt;
    private long patience = JUDGED_NANOS;

    /** @param share of one core that may be taken */
    public CpuBudget(double share) {
        this.share = share;
    }

    /** Whether {@link #spent} is to be told, which costs something itself. */
    boolean isDue(long now) {
        return cpu.isDue(now);
    }

    /**
     * Takes a reading, and judges the last minute.
     *
     * @param now on the monotonic clock
     * @param cpuNanos processor time since the start
     * @param lookNanos time that looking at sockets took since the start
     * @param compactionNanos time that making old rows coarser took, which has a bound of its own: the present is not
     *     looked at less for the sake of the past
     */
    void spent(long now, long cpuNanos, long lookNanos, long compactionNanos) {
        cpu.add(now, cpuNanos);
        looks.add(now, lookNanos);
        compaction.add(now, compactionNanos);
        if (!cpu.isWhole() || now - changedAt < JUDGED_NANOS) {
            return;
        }
        double rate = cpu.rate() - compaction.rate();
        boolean looksMatter = looks.rate() >= LEAST_PART_OF_LOOKS * rate;
        if (rate > share && looksMatter && intervals < MOST_INTERVALS) {
            if (intervals == 1) {
                patience = isRelapse(now) ? Math.min(2 * patience, LONGEST_PATIENCE_NANOS) : JUDGED_NANOS;
            }
            space(2 * intervals, now);
        } else if (rate < CHEAP * share && intervals > 1 && now - changedAt >= patience) {
            space(intervals / 2, now);
        }
    }

    /** From one look to the next, in intervals: 1, or 2, 4, 8 while the service is too dear. */
    int intervals() {
        return intervals;
    }

    /** Part of one core, over the last minute. */
    double cpuShare() {
        return cpu.rate();
    }

    private boolean isRelapse(long now) {
        return changedAt != 0 && now - changedAt < RELAPSE_NANOS;
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
