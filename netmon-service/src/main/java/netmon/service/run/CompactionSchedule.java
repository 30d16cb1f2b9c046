package netmon.service.run;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import netmon.model.StoreException;
import netmon.store.Compaction;

/**
 * Compacts old rows in small steps between the ticks, so that the file stays small and delays no tick.
 *
 * @param nanos the monotonic clock
 * @param stepTimes receives the duration of each step, in nanoseconds
 * @param failures receives each failure before it is thrown, because it may mean that the database is lost
 */
record CompactionSchedule(
        Compaction compaction, LongSupplier nanos, LongConsumer stepTimes, Consumer<StoreException> failures) {
    /** The share of each second: a large old database takes a twentieth of a core, and a young one nothing. */
    private static final long NANOS_A_TICK = TimeUnit.MILLISECONDS.toNanos(50);

    /** Makes the steps that are due at this epoch second, as many as fit into the share of one tick. */
    void work(long now) throws StoreException {
        long at = nanos.getAsLong();
        long end = at + NANOS_A_TICK;
        try {
            while (at < end && compaction.step(now)) {
                long before = at;
                at = nanos.getAsLong();
                stepTimes.accept(at - before);
            }
        } catch (StoreException e) {
            failures.accept(e);
            throw e;
        }
    }
}
