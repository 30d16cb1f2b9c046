package netmon.scan.linux.ebpf.records;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Goes through the records of a ring buffer (the kernel's Documentation/bpf/ringbuf.rst): each has a header of 8 bytes,
 * of which the first 4 are its length with two flags, and starts at a multiple of 8. A record at the end of the data
 * goes on at its start.
 */
public final class RingRecords {
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int HEADER = 8;
    private static final VarHandle HEAD = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private RingRecords() {}

    /**
     * Hands on the records that are complete, one in two parts where it goes on at the start.
     *
     * @param data a power of two of bytes
     * @param consumer up to here everything was read
     * @param producer up to here room was reserved
     * @return up to where everything is read now
     */
    public static long each(ByteBuffer data, long consumer, long producer, Consumer<ByteBuffer> take) {
        int mask = data.capacity() - 1;
        long at = consumer;
        while (at < producer) {
            int head = (int) HEAD.getAcquire(data, (int) (at & mask));
            if ((head & BUSY) != 0) {
                return at; // still being written
            }
            int length = head & ~DISCARDED;
            if ((head & DISCARDED) == 0) {
                hand(data, (int) (at + HEADER & mask), length, take);
            }
            at += (HEADER + length + 7L) & ~7L;
        }
        return at;
    }

    private static void hand(ByteBuffer data, int start, int length, Consumer<ByteBuffer> take) {
        int first = Math.min(length, data.capacity() - start);
        take.accept(data.slice(start, first));
        if (first < length) {
            take.accept(data.slice(0, length - first));
        }
    }
}
