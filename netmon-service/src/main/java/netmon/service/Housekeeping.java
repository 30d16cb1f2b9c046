package netmon.service;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import netmon.store.Compaction;
import netmon.store.StoreException;

/** Makes old rows coarser in small steps between the ticks, so that the file stays small and no tick is late for it. */
final class Housekeeping {
    /** Of each second: a large old database is worked off at a twentieth of a core, a young one costs nothing. */
    private static final long NANOS_A_TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final Compaction compaction;
    private final LongSupplier nanos;
    private final Trouble trouble = new Trouble("compaction");

    /** @param nanos the monotonic clock */
    Housekeeping(Compaction compaction, LongSupplier nanos) {
        this.compaction = compaction;
        this.nanos = nanos;
    }

    /**
     * Does what is due, as far as it can be done in a moment.
     *
     * @param now the wall clock, epoch seconds
     */
    void work(long now) {
        long end = nanos.getAsLong() + NANOS_A_TICK;
        try {
            boolean more = true;
            while (more && nanos.getAsLong() < end) {
                more = compaction.step(now);
            }
            trouble.over();
        } catch (StoreException e) {
            trouble.because(e);
        }
    }
}
