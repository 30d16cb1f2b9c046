package netmon.service.load;

import java.util.function.LongSupplier;

/**
 * Has the whole heap collected where it has grown. Java itself does so only when the largest heap nears, so that the
 * garbage of the start, or of a burst of connections, would take some megabytes for hours.
 */
public final class HeapTrim {
    /** Less is not worth the 20 ms that a collection takes. */
    private static final long LEAST_BYTES = 1 << 20;

    /** A larger heap takes longer, and has to grow by more. */
    private static final long LEAST_PART = 8;

    private final LongSupplier heapBytes;
    private final Runnable collection;
    private long settled;

    /** Of this process. */
    public HeapTrim() {
        this(Runtime.getRuntime()::totalMemory, System::gc);
    }

    /** @param heapBytes what the heap takes from the system */
    HeapTrim(LongSupplier heapBytes, Runnable collection) {
        this.heapBytes = heapBytes;
        this.collection = collection;
        this.settled = heapBytes.getAsLong();
    }

    /** Collects if it has grown enough since the last time. */
    public void work() {
        long growth = heapBytes.getAsLong() - settled;
        if (growth >= Math.max(LEAST_BYTES, settled / LEAST_PART)) {
            collection.run();
            settled = heapBytes.getAsLong();
        }
    }
}
