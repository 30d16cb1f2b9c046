package netmon.scan.linux.ebpf.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingRecordsTest {
    private static final int SIZE = 64;
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;

    private final ByteBuffer data = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private final List<Long> read = new ArrayList<>();

    @Test
    void recordsAreReadInTheirOrder() {
        put(0, 8, 11);
        put(16, 8, 22);
        assertEquals(32, records(0, 32));
        assertEquals(List.of(11L, 22L), read);
    }

    @Test
    void aRecordThatIsStillWrittenEndsTheRead() {
        put(0, 8, 11);
        put(16, 8 | BUSY, 22);
        put(32, 8, 33);
        assertEquals(16, records(0, 48));
        assertEquals(List.of(11L), read);
    }

    @Test
    void aDiscardedRecordIsPassedOver() {
        put(0, 8 | DISCARDED, 11);
        put(16, 8, 22);
        assertEquals(32, records(0, 32));
        assertEquals(List.of(22L), read);
    }

    @Test
    void aRecordGoesOnWhereTheDataStartsAgain() {
        put(48, 24, 44); // 32 bytes from position 112 on, of which 16 are at the start
        data.putLong(0, 55);
        assertEquals(144, records(112, 144));
        assertEquals(List.of(44L, 55L), read);
    }

    @Test
    void aRecordWhoseHeaderIsTheLastOfTheDataIsAtTheStart() {
        data.putInt(56, 8).putLong(0, 66);
        assertEquals(136, records(120, 136));
        assertEquals(List.of(66L), read);
    }

    @Test
    void anOddLengthIsRoundedUp() {
        put(0, 9, 11);
        put(24, 8, 22);
        assertEquals(40, records(0, 40));
        assertEquals(List.of(11L, 22L), read);
    }

    @Test
    void anEmptyRingHasNoRecords() {
        assertEquals(640, records(640, 640));
        assertEquals(List.of(), read);
    }

    private void put(int at, int head, long content) {
        data.putInt(at, head).putLong(at + 8, content);
    }

    private long records(long consumer, long producer) {
        return RingRecords.each(
                data,
                consumer,
                producer,
                record -> read.add(record.order(ByteOrder.LITTLE_ENDIAN).getLong(0)));
    }
}
