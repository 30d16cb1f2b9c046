package netmon.scan.linux.ebpf.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.LostLayout;
import netmon.scan.linux.ebpf.records.CountEntries;
import netmon.scan.linux.ebpf.records.CounterReads;
import netmon.scan.linux.ebpf.records.LostCounters;
import netmon.scan.linux.ebpf.records.OwnProcess;
import org.jspecify.annotations.Nullable;

/** Reads the maps of the kernel. Not for several threads at once. */
public final class LiveReads implements CounterReads {
    private final KernelSide side;
    private final BatchReader batch;
    private final BirthRing ring;
    private final Memory key = Bpf.zeroed(CountLayout.KEY);
    private final Memory value = Bpf.zeroed(CountLayout.VALUE);
    private final Memory entry;
    private final Memory entryKey;

    /** The entry that was taken out last. */
    private final CountEntries taken;

    private final Memory lost = Bpf.zeroed(LostCounters.LENGTH);
    private final Memory lostIndexes = Bpf.zeroed(LostLayout.ENTRIES * Integer.BYTES);
    private final List<Memory> lostElements = new ArrayList<>();
    private boolean takesAtOnce = true;
    private boolean closed;
    private @Nullable OwnProcess own;
    private String proof = "";

    /**
     * Loads the programs, proves them and attaches them to all processes of the machine. Takes some 0.1 to 0.5 s.
     *
     * @throws EbpfException if this kernel, or this process's rights, do not allow it; nothing is left attached then
     */
    public static LiveReads open() throws EbpfException {
        KernelSide side = KernelSide.load();
        try {
            LiveReads reads = new LiveReads(side);
            reads.proof = ProgramProof.run(side, reads);
            side.attach();
            reads.own = OwnSocket.learn(side);
            return reads;
        } catch (EbpfException | RuntimeException e) {
            side.close();
            throw e;
        }
    }

    /** Reads the maps that are loaded; their programs may run later. */
    public LiveReads(KernelSide side) throws EbpfException {
        this.side = side;
        this.batch = new BatchReader(side.map(MapKind.COUNTS), side.rights());
        this.ring = BirthRing.map(side);
        this.entry = Bpf.element(side.map(MapKind.COUNTS), key, value);
        this.taken = new CountEntries(key.getByteBuffer(0, key.size()), value.getByteBuffer(0, value.size()), 1);
        this.entryKey = Bpf.element(side.map(MapKind.COUNTS), key, Pointer.NULL);
        for (int i = 0; i < LostLayout.ENTRIES; i++) {
            Pointer index = lostIndexes.share((long) i * Integer.BYTES);
            lostIndexes.setInt((long) i * Integer.BYTES, i);
            lostElements.add(Bpf.element(side.map(MapKind.LOST), index, lost.share((long) i * CountLayout.FLOW)));
        }
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
    public void makeRoom() {
        ring.makeRoom();
    }

    @Override
    public ByteBuffer lost() throws EbpfException {
        for (Memory element : lostElements) {
            EbpfException.check(Bpf.lookUp(element), LoadStep.READ_MAP, side.rights(), MapKind.LOST.toString());
        }
        return lost.getByteBuffer(0, lost.size());
    }

    @Override
    public @Nullable CountEntries take(long cookie, int interfaceIndex) {
        key.setLong(CountLayout.KEY_COOKIE, cookie);
        key.setLong(CountLayout.KEY_INTERFACE, interfaceIndex);
        int result = takesAtOnce ? takeAtOnce() : takeInSteps();
        if (result == -ErrorNumbers.ENOENT) {
            return CountEntries.NONE;
        }
        return result < 0 ? null : taken;
    }

    @Override
    public OwnProcess own() {
        return Objects.requireNonNull(own);
    }

    @Override
    public String proof() {
        String refusal = side.pathRefusal();
        return proof.isEmpty() || refusal == null
                ? proof
                : proof + "; of programs that end at once only 15 letters are known, since their paths are refused: "
                        + refusal;
    }

    /** Why births have no paths; null where they have. */
    public @Nullable String pathRefusal() {
        return side.pathRefusal();
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        side.close();
    }

    private int takeAtOnce() {
        int result = Bpf.lookUpAndDelete(entry);
        if (result == -ErrorNumbers.EINVAL || result == -ErrorNumbers.ENOTSUPP) {
            takesAtOnce = false;
            return takeInSteps();
        }
        return result;
    }

    /** Before 5.14 a packet between the two steps is lost. */
    private int takeInSteps() {
        int found = Bpf.lookUp(entry);
        return found < 0 ? found : Bpf.delete(entryKey);
    }

    /** Behaves as on a kernel before 5.14; for tests on others. */
    void takeInStepsOnly() {
        takesAtOnce = false;
    }
}
