package netmon.service.run;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.service.log.FailureLog;
import netmon.store.Compaction;
import org.jspecify.annotations.Nullable;

/** Makes old rows coarser in small steps between the ticks, so that the file stays small and no tick is late for it. */
final class CompactionSchedule {
    /** Of each second: a large old database is worked off at a twentieth of a core, a young one costs nothing. */
    private static final long NANOS_A_TICK = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long it is left alone after it failed: a database that another program holds takes two seconds to say so. */
    private static final long REST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Compaction compaction;
    private final LongSupplier nanos;
    private final LongConsumer stepped;
    private boolean resting;
    private long failedAt;
    private @Nullable StoreException lost;
    private final FailureLog trouble = new FailureLog("compaction");

    /**
     * @param nanos the monotonic clock
     * @param stepped is told how long each step took
     */
    CompactionSchedule(Compaction compaction, LongSupplier nanos, LongConsumer stepped) {
        this.compaction = compaction;
        this.nanos = nanos;
        this.stepped = stepped;
    }

    /**
     * Does what is due, as far as it can be done in a moment.
     *
     * @param now the wall clock, epoch seconds
     */
    void work(long now) {
        long begun = nanos.getAsLong();
        if (resting && begun - failedAt < REST_NANOS) {
            return;
        }
        long end = begun + NANOS_A_TICK;
        try {
            long at = begun;
            while (at < end && compaction.step(now)) {
                long before = at;
                at = nanos.getAsLong();
                stepped.accept(at - before);
            }
            resting = false;
            trouble.over();
        } catch (StoreException e) {
            lost = e.kind() == Remedy.DAMAGED ? e : null;
            rest(e);
        } catch (RuntimeException e) {
            rest(e);
        }
    }

    /** Why this database cannot be kept; null while it can. */
    @Nullable
    StoreException lost() {
        return lost;
    }

    private void rest(Exception e) {
        resting = true;
        failedAt = nanos.getAsLong();
        trouble.because(e);
    }
}
