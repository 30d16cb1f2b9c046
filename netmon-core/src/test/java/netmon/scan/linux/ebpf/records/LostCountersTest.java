package netmon.scan.linux.ebpf.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class LostCountersTest {
    @Test
    void theThreeValuesAreRead() throws ScanException {
        ByteBuffer bytes = ByteBuffer.allocate(LostCounters.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 1; i <= 12; i++) {
            bytes.putLong(i);
        }
        assertEquals(
                new LostEvents(new DirectionCounts(1, 2, 3, 4), new DirectionCounts(5, 6, 7, 8), 10),
                LostCounters.parse(bytes.flip()));
    }

    @Test
    void anotherLengthIsRefused() {
        assertThrows(ScanException.class, () -> LostCounters.parse(ByteBuffer.allocate(64)));
    }
}
