package netmon.scan.linux.ebpf.kernel;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import netmon.scan.linux.ebpf.programs.AttachPoint;
import netmon.scan.linux.ebpf.programs.CountLayout;
import netmon.scan.linux.ebpf.programs.SyntheticFrame;
import netmon.scan.linux.ebpf.records.CountEntries;
import netmon.scan.linux.ebpf.records.DirectionCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves the loaded programs before they are attached: the kernel runs them on synthetic packets
 * (BPF_PROG_TEST_RUN), and what they counted is compared with what it must be. Loopback traffic would prove nothing,
 * since the programs leave it out.
 */
public final class ProgramProof {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramProof.class);

    /** {@code struct __sk_buff} up to {@code gso_size}. */
    private static final int CONTEXT = 180;

    private static final int CONTEXT_INTERFACE = 40;
    private static final int CONTEXT_SEGMENTS = 164;
    private static final int CONTEXT_SEGMENT_SIZE = 176;
    private static final int SEGMENT_SIZE = 1000;

    /** Their headers beyond the first: 0, 468, 240 and 84 bytes. */
    public static final List<SyntheticFrame> FRAMES =
            List.of(SyntheticFrame.tcp4(1), SyntheticFrame.tcp4(10), SyntheticFrame.tcp6(5), SyntheticFrame.udp4(4));

    private static final String FOUND = "its programs counted synthetic packets correctly before they were attached";

    private ProgramProof() {}

    /** The proof on any interface but lo, and what it found; empty without one, since then nothing is proven. */
    static String run(KernelSide side, LiveReads reads) throws EbpfException {
        OptionalInt any = anyInterface();
        if (any.isEmpty()) {
            LOG.info("eBPF: the programs are not proven, since there is no interface but lo");
            return "";
        }
        run(side, reads, any.getAsInt());
        return FOUND;
    }

    private static OptionalInt anyInterface() {
        try {
            return NetworkInterface.networkInterfaces()
                    .mapToInt(NetworkInterface::getIndex)
                    .filter(index -> index > 1)
                    .findFirst();
        } catch (SocketException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * Runs both counting programs on each frame and takes the entries out again.
     *
     * @param interfaceIndex of any interface but lo in this namespace
     * @throws EbpfException if they count other figures, or do not run
     */
    public static void run(KernelSide side, LiveReads reads, int interfaceIndex) throws EbpfException {
        for (SyntheticFrame frame : FRAMES) {
            check(side, reads, AttachPoint.INGRESS, frame, interfaceIndex);
            check(side, reads, AttachPoint.EGRESS, frame, interfaceIndex);
        }
    }

    private static void check(
            KernelSide side, LiveReads reads, AttachPoint hook, SyntheticFrame frame, int interfaceIndex)
            throws EbpfException {
        int result = Bpf.testRun(side.program(hook), frame.bytes(), context(frame, interfaceIndex));
        EbpfException.check(result, LoadStep.PROVE, side.rights(), hook.programName());
        CountEntries entries = reads.counts();
        DirectionCounts expected = new DirectionCounts(frame.length(), 1, frame.segments(), frame.headers());
        DirectionCounts counted = entries.size() == 1 ? flow(entries, hook) : DirectionCounts.NONE;
        for (int i = 0; i < entries.size(); i++) {
            reads.take(entries.cookie(i), entries.interfaceIndex(i));
        }
        if (!counted.equals(expected)) {
            String figures = hook.programName() + ": " + counted + " in place of " + expected;
            throw new EbpfException(Refusal.MISCOUNTED, LoadStep.PROVE.doing() + " (" + figures + ")");
        }
    }

    private static DirectionCounts flow(CountEntries entries, AttachPoint hook) {
        int first = hook == AttachPoint.INGRESS ? 0 : CountLayout.OUT / Long.BYTES;
        return new DirectionCounts(
                entries.counter(0, first),
                entries.counter(0, first + 1),
                entries.counter(0, first + 2),
                entries.counter(0, first + 3));
    }

    private static byte[] context(SyntheticFrame frame, int interfaceIndex) {
        boolean isCut = frame.segments() > 1;
        return ByteBuffer.allocate(CONTEXT)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTEXT_INTERFACE, interfaceIndex)
                .putInt(CONTEXT_SEGMENTS, isCut ? frame.segments() : 0)
                .putInt(CONTEXT_SEGMENT_SIZE, isCut ? SEGMENT_SIZE : 0)
                .array();
    }
}
