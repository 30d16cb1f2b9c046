package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void theFramesOfTheProofHaveTheseHeaders() {
        assertEquals(
                List.of(0, 468, 240, 84),
                Proof.FRAMES.stream().map(Frame::headers).toList());
        assertEquals(
                List.of(152, 152, 160, 128),
                Proof.FRAMES.stream().map(Frame::length).toList());
    }

    @Test
    void aClaimIsThePacketsAtLeastAndTheSegmentsAtMost() {
        Flow flow = new Flow(10_000, 2, 8, 312);
        assertEquals(10_000 + 28, flow.wireBytes());
        assertEquals(312 + 14 * 6, flow.headerCeiling());
        assertEquals(0, new Flow(100, 1, 1, 0).headerCeiling());
    }
}
