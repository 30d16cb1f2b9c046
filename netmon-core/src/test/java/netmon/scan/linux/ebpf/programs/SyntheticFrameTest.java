package netmon.scan.linux.ebpf.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.scan.linux.ebpf.kernel.ProgramProof;
import netmon.scan.linux.ebpf.records.DirectionCounts;
import org.junit.jupiter.api.Test;

class SyntheticFrameTest {
    @Test
    void theFramesOfTheProofHaveTheseHeaders() {
        assertEquals(
                List.of(0, 468, 240, 84),
                ProgramProof.FRAMES.stream().map(SyntheticFrame::headers).toList());
        assertEquals(
                List.of(152, 152, 160, 128),
                ProgramProof.FRAMES.stream().map(SyntheticFrame::length).toList());
    }

    @Test
    void aClaimIsThePacketsAtLeastAndTheSegmentsAtMost() {
        DirectionCounts flow = new DirectionCounts(10_000, 2, 8, 312);
        assertEquals(10_000 + 28, flow.wireBytes());
        assertEquals(312 + 14 * 6, flow.headerCeiling());
        assertEquals(0, new DirectionCounts(100, 1, 1, 0).headerCeiling());
    }
}
