package netmon.scan.linux.ebpf;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the maps of the kernel. Not for several threads at once. */
final class LiveReads implements CounterReads {
    private final KernelSide side;
    private final BatchReader batch;
    private final BirthRing ring;
    private final Memory key = Bpf.zeroed(CountLayout.KEY);
    private final Memory value = Bpf.zeroed(CountLayout.VALUE);
    private final Memory lost = Bpf.zeroed(LostCounters.LENGTH);
    private boolean takesAtOnce = true;

    /** Of maps that are loaded, whether their programs run yet or not. */
    LiveReads(KernelSide side) throws EbpfException {
        this.side = side;
        this.batch = new BatchReader(side.map(MapKind.COUNTS), side.rights());
        this.ring = BirthRing.map(side);
    }

    @Override
    public CountEntries counts() throws EbpfException {
        return batch.read();
    }

    @Override
    public ByteBuffer births() {
        return ring.drain();
    }

    @Override
    public ByteBuffer lost() throws EbpfException {
        for (int index = 0; index < LostLayout.ENTRIES; index++) {
            key.setInt(0, index);
            int read = Bpf.lookUp(side.map(MapKind.LOST), key, lost.share((long) index * CountLayout.FLOW));
            EbpfException.check(read, Step.READ_MAP, side.rights(), MapKind.LOST.toString());
        }
        return lost.getByteBuffer(0, lost.size());
    }

    @Override
    public @Nullable CountEntries take(long cookie, int interfaceIndex) {
        key.setLong(CountLayout.KEY_COOKIE, cookie);
        key.setLong(CountLayout.KEY_INTERFACE, interfaceIndex);
        int result = takesAtOnce ? takeAtOnce() : takeInSteps();
        if (result == -Errors.ENOENT) {
            return CountEntries.NONE;
        }
        return result < 0
                ? null
                : new CountEntries(key.getByteBuffer(0, key.size()), value.getByteBuffer(0, value.size()), 1);
    }

    @Override
    public void close() {
        side.close();
    }

    private int takeAtOnce() {
        int result = Bpf.lookUpAndDelete(side.map(MapKind.COUNTS), key, value);
        if (result == -Errors.EINVAL || result == -Errors.ENOTSUPP) {
            takesAtOnce = false;
            return takeInSteps();
        }
        return result;
    }

    /** Before 5.14 a packet between the two steps is lost. */
    private int takeInSteps() {
        int found = Bpf.lookUp(side.map(MapKind.COUNTS), key, value);
        return found < 0 ? found : Bpf.delete(side.map(MapKind.COUNTS), key);
    }
}
