package netmon.scan.linux.ebpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Proves the loaded programs before they are attached: the kernel runs them on synthetic packets
 * (BPF_PROG_TEST_RUN), and what they counted is compared with what it must be. Loopback traffic would prove nothing,
 * since the programs leave it out.
 */
final class Proof {
    /** {@code struct __sk_buff} up to {@code gso_size}. */
    private static final int CONTEXT = 180;

    private static final int CONTEXT_INTERFACE = 40;
    private static final int CONTEXT_SEGMENTS = 164;
    private static final int CONTEXT_SEGMENT_SIZE = 176;
    private static final int SEGMENT_SIZE = 1000;

    /** Their headers beyond the first: 0, 468, 240 and 84 bytes. */
    static final List<Frame> FRAMES = List.of(Frame.tcp4(1), Frame.tcp4(10), Frame.tcp6(5), Frame.udp4(4));

    private Proof() {}

    /**
     * Runs both counting programs on each frame and takes the entries out again.
     *
     * @param interfaceIndex of any interface but lo in this namespace
     * @throws EbpfException if they count other figures, or do not run
     */
    static void run(KernelSide side, LiveReads reads, int interfaceIndex) throws EbpfException {
        for (Frame frame : FRAMES) {
            check(side, reads, Hook.INGRESS, frame, interfaceIndex);
            check(side, reads, Hook.EGRESS, frame, interfaceIndex);
        }
    }

    private static void check(KernelSide side, LiveReads reads, Hook hook, Frame frame, int interfaceIndex)
            throws EbpfException {
        int result = Bpf.testRun(side.program(hook), frame.bytes(), context(frame, interfaceIndex));
        EbpfException.check(result, Step.PROVE, side.rights(), hook.programName());
        CountEntries entries = reads.counts();
        Flow expected = new Flow(frame.length(), 1, frame.segments(), frame.headers());
        Flow counted = entries.size() == 1 ? flow(entries, hook) : Flow.NONE;
        for (int i = 0; i < entries.size(); i++) {
            reads.take(entries.cookie(i), entries.interfaceIndex(i));
        }
        if (!counted.equals(expected)) {
            String figures = hook.programName() + ": " + counted + " in place of " + expected;
            throw new EbpfException(Refusal.MISCOUNTED, Step.PROVE.doing() + " (" + figures + ")");
        }
    }

    private static Flow flow(CountEntries entries, Hook hook) {
        int first = hook == Hook.INGRESS ? 0 : CountLayout.OUT / Long.BYTES;
        return new Flow(
                entries.counter(0, first),
                entries.counter(0, first + 1),
                entries.counter(0, first + 2),
                entries.counter(0, first + 3));
    }

    private static byte[] context(Frame frame, int interfaceIndex) {
        boolean isCut = frame.segments() > 1;
        return ByteBuffer.allocate(CONTEXT)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTEXT_INTERFACE, interfaceIndex)
                .putInt(CONTEXT_SEGMENTS, isCut ? frame.segments() : 0)
                .putInt(CONTEXT_SEGMENT_SIZE, isCut ? SEGMENT_SIZE : 0)
                .array();
    }
}
