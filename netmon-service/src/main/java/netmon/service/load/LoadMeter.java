package netmon.service.load;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import netmon.protocol.ServiceLoad;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the service costs and how punctual it is, in bounded memory, for {@code netmon status} and for the
 * {@link CpuBudget}. Times are nanoseconds on the monotonic clock.
 */
public final class LoadMeter {
    /** The latest durations in fixed memory: the last ten minutes at a tick a second. */
    private static final class Quantiles {
        private static final int KEPT = 600;

        private final long[] values = new long[KEPT];
        private int count;
        private int next;

        void add(long nanos) {
            values[next] = nanos;
            next = (next + 1) % KEPT;
            count = Math.min(count + 1, KEPT);
        }

        /** The median (the higher one of two) and the longest duration; null without durations. */
        ServiceLoad.@Nullable TimeSpread spread() {
            if (count == 0) {
                return null;
            }
            long[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return new ServiceLoad.TimeSpread(
                    TimeUnit.NANOSECONDS.toMicros(sorted[count / 2]), TimeUnit.NANOSECONDS.toMicros(sorted[count - 1]));
        }
    }

    /** The durations of the steps since the start, to the millisecond and in fixed memory. */
    static final class StepTimes {
        /** A longer step delays the other work of its thread. */
        private static final int LONG_MILLIS = 50;

        /** A longer step is counted as this long. */
        private static final int MOST_MILLIS = 10_000;

        private final int[] counts = new int[MOST_MILLIS + 1];
        private long steps;
        private long longSteps;
        private long most;
        private long sum;

        void add(long nanos) {
            counts[(int) Math.min(MOST_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos))]++;
            steps++;
            longSteps += nanos > TimeUnit.MILLISECONDS.toNanos(LONG_MILLIS) ? 1 : 0;
            most = Math.max(most, nanos);
            sum += nanos;
        }

        /** The sum of all durations, nanoseconds. */
        long sum() {
            return sum;
        }

        /** The report for {@code netmon status}; null without steps. The 99th percentile is rounded up. */
        ServiceLoad.@Nullable CompactionLoad report() {
            if (steps == 0) {
                return null;
            }
            long seen = 0;
            int millis = 0;
            while (seen < 0.99 * steps) {
                seen += counts[millis++];
            }
            return new ServiceLoad.CompactionLoad(steps, longSteps, millis, TimeUnit.NANOSECONDS.toMicros(most));
        }
    }

    /** The cost of this process so far. */
    public interface ProcessCost {
        /** Processor time since the start, nanoseconds; with that of the programs it ran, if the system reports it. */
        long cpuNanos();

        /** Resident memory in bytes; 0 where the system does not report it. */
        long residentBytes();
    }

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
