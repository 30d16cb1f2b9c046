package netmon.scan.linux.ebpf.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.NetworkInterface;
import java.net.SocketException;
import netmon.scan.linux.ebpf.records.CountEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On this machine's kernel; skipped where it, or the user's rights, do not allow the programs. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LiveReadsTest {
    @Test
    void kernelsThatCannotTakeAnEntryAtOnceGiveItInTwoSteps() throws EbpfException, SocketException {
        int card = NetworkInterface.networkInterfaces()
                .mapToInt(NetworkInterface::getIndex)
                .filter(index -> index > 1)
                .findFirst()
                .orElse(0);
        assumeTrue(card > 0, "there is no interface but lo");
        try (KernelSide side = loaded()) {
            LiveReads reads = new LiveReads(side);
            reads.takeInStepsOnly();
            // It fails where an entry of an earlier frame is left.
            ProgramProof.run(side, reads, card);
            assertEquals(0, reads.counts().size());
            assertEquals(CountEntries.NONE, reads.take(1, card));
        }
    }

    private static KernelSide loaded() {
        try {
            return KernelSide.load();
        } catch (EbpfException e) {
            assumeTrue(false, e.getMessage());
            throw new AssertionError(e);
        }
    }
}
