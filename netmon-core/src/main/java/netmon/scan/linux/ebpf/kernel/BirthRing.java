package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.linux.ebpf.records.RingRecords;

/**
 * The ring buffer {@code births}, mapped into memory: a page with the consumer's position, which netmon writes, then a
 * page with the producer's and the data, which the kernel writes. The kernel would map the data twice, so that no
 * record is cut in two; mapped once it takes half as much. Not for several threads at once.
 */
final class BirthRing {
    private static final VarHandle POSITION =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Room for some dozen events; a second with more is rare, and its buffer is not kept. */
    private static final int KEPT = 8192;

    private final ByteBuffer consumer;
    private final ByteBuffer producer;
    private final ByteBuffer data;
    private ByteBuffer events;
    private boolean handedOut;

    private BirthRing(ByteBuffer consumer, ByteBuffer producer, ByteBuffer data) {
        this.consumer = consumer;
        this.producer = producer;
        this.data = data;
        this.events = ByteBuffer.allocate(KEPT);
    }

    /** Maps the ring; it is unmapped when the kernel's side is closed. */
    static BirthRing map(KernelSide side) throws EbpfException {
        int page = SystemCalls.getpagesize();
        int length = MapKind.BIRTHS.entries();
        Pointer consumer = map(side, page, SystemCalls.PROT_READ_WRITE, 0);
        Pointer producer = map(side, page + (long) length, SystemCalls.PROT_READ, page);
        return new BirthRing(
                consumer.getByteBuffer(0, page), producer.getByteBuffer(0, page), producer.getByteBuffer(page, length));
    }

    /** The events since the last call, one after the other; valid until the next call. */
    ByteBuffer drain() {
        makeRoom();
        handedOut = true;
        return events.flip();
    }

    /** Takes the events out of the ring for the next call of {@link #drain}. Costs some microseconds. */
    void makeRoom() {
        if (handedOut) {
            events = events.capacity() > KEPT ? ByteBuffer.allocate(KEPT) : events.clear();
            handedOut = false;
        }
        long from = (long) POSITION.getAcquire(consumer, 0);
        long to = (long) POSITION.getAcquire(producer, 0);
        int most = (int) (to - from);
        if (events.remaining() < most) {
            events = ByteBuffer.allocate(events.position() + 2 * most).put(events.flip());
        }
        long read = RingRecords.each(data, from, to, events::put);
        POSITION.setRelease(consumer, 0, read);
    }

    private static Pointer map(KernelSide side, long length, int protection, long offset) throws EbpfException {
        long start = SystemCalls.mmap(
                Pointer.NULL, length, protection, SystemCalls.MAP_SHARED, side.map(MapKind.BIRTHS), offset);
        if (start == SystemCalls.MAP_FAILED) {
            EbpfException.check(-Native.getLastError(), LoadStep.MAP_RING, side.rights(), "");
        }
        Pointer mapped = new Pointer(start);
        side.closeToo(() -> SystemCalls.munmap(mapped, length));
        return mapped;
    }
}
