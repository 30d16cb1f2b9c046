package netmon.service.load;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * Measures what the service costs and how punctual it is, in bounded memory, for {@code netmon status} and for the
 * {@link CpuBudget}. Times are nanoseconds on the monotonic clock.
 */
public final class LoadMeter {
    /** A tick is late if it starts after this fraction of its interval, a quarter. */
    private static final int LATE_PARTS = 4;

    private final ProcessCost cost;
    private final long intervalNanos;
    private final CpuBudget budget;
    private final Quantiles lateness = new Quantiles();
    private final Quantiles ticks = new Quantiles();
    private final Quantiles interfaces = new Quantiles();
    private final Quantiles polls = new Quantiles();
    private final StepTimes compaction = new StepTimes();
    private long pollNanos;
    private long late;
    private long missed;

    public LoadMeter(ProcessCost cost, long intervalNanos, CpuBudget budget) {
        this.cost = cost;
        this.intervalNanos = intervalNanos;
        this.budget = budget;
    }

    /** A meter without a budget, for a replay: it does not run in real time, so it must not slow down. */
    public static LoadMeter unbounded(long intervalNanos) {
        return new LoadMeter(OwnProcessCost.here(), intervalNanos, new CpuBudget(Double.POSITIVE_INFINITY));
    }

    /** Notes a beat, its delay, and the beats that were skipped since the start. */
    public void beat(long lateNanos, long missedBeats) {
        lateness.add(lateNanos);
        late += lateNanos > intervalNanos / LATE_PARTS ? 1 : 0;
        missed = missedBeats;
    }

    /** Notes the duration of a tick that has ended now. */
    public void ticked(long now, long nanos) {
        ticks.add(nanos);
        if (budget.isDue(now)) {
            budget.spent(now, cost.cpuNanos(), pollNanos, compaction.sum());
        }
    }

    public void interfacesRead(long nanos) {
        interfaces.add(nanos);
    }

    /** Notes the duration of a socket poll, with the programs that it ran. */
    public void socketsRead(long nanos) {
        polls.add(nanos);
        pollNanos += nanos;
    }

    public void quickPolled(long nanos) {
        pollNanos += nanos;
    }

    /** Notes the duration of one step of the compaction. */
    public void compactionStep(long nanos) {
        compaction.add(nanos);
    }

    /**
     * The least time between socket polls: whole intervals less a half one, because no beat is punctual to the
     * nanosecond.
     */
    public long spaceNanos() {
        return budget.intervals() == 1 ? 0 : budget.intervals() * intervalNanos - intervalNanos / 2;
    }

    /**
     * Adds the lines of {@code StatusRequest}.
     *
     * <pre>
     * cpu 5230                processor time since the start, milliseconds
     * cpu-percent 0.42        of one core, over the last minute
     * memory 54525952         resident bytes; missing where the system does not report them
     * tick-ms 1.20 8.03       median and maximum of the last ten minutes, as in the three lines below
     * late-ms 0.70 12.10      delay of the ticks
     * interfaces-ms 0.10 0.40 duration of a read of the interfaces
     * sockets-ms 0.80 3.00    duration of a poll of the sockets
     * late 3                  ticks that started after a quarter of their interval, since the start
     * missed 2                ticks that were skipped, since the start
     * spaced 4                ticks from poll to poll while polls are spaced to keep the budget; else missing
     * compaction 5120 3       steps since the start, and those of more than 50 ms; missing before the first step
     * compaction-ms 12 48.10  the 99th percentile of the steps, and their maximum
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
        tell(lines, "sockets-ms", polls);
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
