package netmon.service.load;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * What the service itself costs and how punctual it is, in bounded memory, for {@code netmon status} and for its
 * {@link CpuBudget}. Times are nanoseconds on the monotonic clock.
 */
public final class LoadMeter {
    /** A tick that begins after this part of its interval is late. */
    private static final int LATE_PARTS = 4;

    private final ProcessCost cost;
    private final long intervalNanos;
    private final CpuBudget budget;
    private final Quantiles lateness = new Quantiles();
    private final Quantiles ticks = new Quantiles();
    private final Quantiles interfaces = new Quantiles();
    private final Quantiles looks = new Quantiles();
    private final StepTimes compaction = new StepTimes();
    private long lookNanos;
    private long late;
    private long missed;

    public LoadMeter(ProcessCost cost, long intervalNanos, CpuBudget budget) {
        this.cost = cost;
        this.intervalNanos = intervalNanos;
        this.budget = budget;
    }

    /** Of a service that is not to spare itself: its seconds are not those of the clock on the wall. */
    public static LoadMeter unbounded(long intervalNanos) {
        return new LoadMeter(OwnProcessCost.here(), intervalNanos, new CpuBudget(Double.POSITIVE_INFINITY));
    }

    /** A beat came so late; so many were left out since the start. */
    public void began(long lateNanos, long missedBeats) {
        lateness.add(lateNanos);
        late += lateNanos > intervalNanos / LATE_PARTS ? 1 : 0;
        missed = missedBeats;
    }

    /** A tick took so long, and is over. */
    public void ticked(long now, long nanos) {
        ticks.add(nanos);
        if (budget.isDue(now)) {
            budget.spent(now, cost.cpuNanos(), lookNanos, compaction.sum());
        }
    }

    /** The interfaces were read. */
    public void readInterfaces(long nanos) {
        interfaces.add(nanos);
    }

    /** The sockets were read, the programs included that did it. */
    public void looked(long nanos) {
        looks.add(nanos);
        lookNanos += nanos;
    }

    public void glanced(long nanos) {
        lookNanos += nanos;
    }

    /** Old rows were made coarser, one step of it. */
    public void compacted(long nanos) {
        compaction.add(nanos);
    }

    /** The least from one look to the next; half an interval less than whole ones, for no beat is punctual to the nanosecond. */
    public long spaceNanos() {
        return budget.intervals() == 1 ? 0 : budget.intervals() * intervalNanos - intervalNanos / 2;
    }

    /**
     * For {@code StatusRequest}.
     *
     * <pre>
     * cpu 5230                processor time since the start, milliseconds
     * cpu-percent 0.42        of one core, over the last minute
     * memory 54525952         resident bytes; missing where the system does not tell
     * tick-ms 1.20 8.03       the median and the most of the last ten minutes, as in the three lines below
     * late-ms 0.70 12.10      how late ticks began
     * interfaces-ms 0.10 0.40 how long the interfaces took to read
     * sockets-ms 0.80 3.00    how long the sockets took to read
     * late 3                  ticks that began after a quarter of their interval, since the start
     * missed 2                ticks that were left out, since the start
     * spaced 4                ticks from look to look, while the service keeps to its budget; missing elsewhere
     * compaction 5120 3       steps since the start, and those of more than 50 ms; missing before the first one
     * compaction-ms 12 48.10  what 99 in 100 of them took at most, and the longest
     * </pre>
     */
    public void tell(StringJoiner lines) {
        lines.add("cpu " + TimeUnit.NANOSECONDS.toMillis(cost.cpuNanos()));
        lines.add(String.format(Locale.ROOT, "cpu-percent %.2f", 100 * budget.cpuShare()));
        long memory = cost.residentBytes();
        if (memory > 0) {
            lines.add("memory " + memory);
        }
        tell(lines, "tick-ms", ticks);
        tell(lines, "late-ms", lateness);
        tell(lines, "interfaces-ms", interfaces);
        tell(lines, "sockets-ms", looks);
        lines.add("late " + late);
        lines.add("missed " + missed);
        if (budget.intervals() > 1) {
            lines.add("spaced " + budget.intervals());
        }
        if (compaction.steps() > 0) {
            lines.add("compaction " + compaction.steps() + " " + compaction.longSteps());
            lines.add(String.format(
                    Locale.ROOT, "compaction-ms %d %.2f", compaction.nearlyAllMillis(), millis(compaction.most())));
        }
    }

    private static void tell(StringJoiner lines, String key, Quantiles spread) {
        if (!spread.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%s %.2f %.2f", key, millis(spread.median()), millis(spread.most())));
        }
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
