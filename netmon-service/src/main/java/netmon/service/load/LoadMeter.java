package netmon.service.load;

import java.util.concurrent.TimeUnit;
import netmon.protocol.ServiceLoad;
import org.jspecify.annotations.Nullable;

/**
 * What the service itself costs and how punctual it is, in bounded memory, for {@code netmon status} and for its
 * {@link CpuBudget}. Times are nanoseconds on the monotonic clock.
 */
public final class LoadMeter {
    /** A tick that begins after this part of its interval is late. */
    private static final int LATE_PARTS = 4;

    private static final double PERMYRIAD = 10_000;

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

    /** The load since the start, for {@code netmon status}. */
    public ServiceLoad report() {
        return new ServiceLoad(
                TimeUnit.NANOSECONDS.toMillis(cost.cpuNanos()),
                Math.round(PERMYRIAD * budget.cpuShare()),
                cost.residentBytes(),
                late,
                missed,
                budget.intervals(),
                spread(ticks),
                spread(lateness),
                spread(interfaces),
                spread(looks),
                compaction.steps() == 0
                        ? null
                        : new ServiceLoad.CompactionLoad(
                                compaction.steps(),
                                compaction.longSteps(),
                                compaction.nearlyAllMillis(),
                                micros(compaction.most())));
    }

    private static ServiceLoad.@Nullable TimeSpread spread(Quantiles times) {
        return times.isEmpty() ? null : new ServiceLoad.TimeSpread(micros(times.median()), micros(times.most()));
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }
}
