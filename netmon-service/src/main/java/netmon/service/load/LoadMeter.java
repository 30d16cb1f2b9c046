package netmon.service.load;

import java.util.concurrent.TimeUnit;
import netmon.protocol.ServiceLoad;

/**
 * Measures what the service costs and how punctual it is, in bounded memory, for {@code netmon status} and for the
 * {@link CpuBudget}. Times are nanoseconds on the monotonic clock.
 */
public final class LoadMeter {

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

    /**
     * Notes a beat and its delay. A tick is late if it starts after a quarter of its interval.
     *
     * @param missedBeats the beats that were skipped since the start
     */
    public void beat(long lateNanos, long missedBeats) {
        lateness.add(lateNanos);
        late += lateNanos > intervalNanos / 4 ? 1 : 0;
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

    public void compactionStep(long nanos) {
        compaction.add(nanos);
    }

    /** The least time between socket polls: half an interval less than the wanted one, since beats are not exact. */
    public long spaceNanos() {
        return budget.intervals() == 1 ? 0 : budget.intervals() * intervalNanos - intervalNanos / 2;
    }

    /** The load since the start, for {@code netmon status}. */
    public ServiceLoad report() {
        return new ServiceLoad(
                TimeUnit.NANOSECONDS.toMillis(cost.cpuNanos()),
                Math.round(10_000 * budget.cpuShare()),
                cost.residentBytes(),
                late,
                missed,
                budget.intervals(),
                ticks.spread(),
                lateness.spread(),
                interfaces.spread(),
                polls.spread(),
                compaction.report());
    }
}
