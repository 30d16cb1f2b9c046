package netmon.scan.macos.ntstat.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCursorTest {
    private final MessageCursor cursor = new MessageCursor();

    @Test
    void aRecordHoldsSeveralMessages() {
        ByteBuffer record = record(64);
        header(record, 0, 10_006, 40);
        header(record, 40, 0, 24);
        assertEquals(List.of("10006 at 0", "0 at 40"), messages(record, 64));
        assertFalse(cursor.isTorn());
    }

    @Test
    void anEmptyRecordHoldsNone() {
        assertEquals(List.of(), messages(record(0), 0));
        assertFalse(cursor.isTorn());
    }

    @ParameterizedTest
    @CsvSource({"0, the length is zero", "15, less than a header", "65, beyond the record", "65535, far beyond it"})
    void aLengthThatDoesNotFitTearsTheRecord(int length, String why) {
        ByteBuffer record = record(80);
        header(record, 0, 1, 16);
        header(record, 16, 2, length);
        assertEquals(List.of("1 at 0"), messages(record, 80), why);
        assertTrue(cursor.isTorn(), why);
        assertEquals(16, cursor.at());
        assertFalse(cursor.next());
    }

    @Test
    void aRestShorterThanAHeaderTearsTheRecord() {
        ByteBuffer record = record(31);
        header(record, 0, 1, 16);
        assertEquals(List.of("1 at 0"), messages(record, 31));
        assertTrue(cursor.isTorn());
    }

    @Test
    void onlyTheRecordIsReadAndNotWhatAnEarlierOneLeftBehindIt() {
        ByteBuffer record = record(64);
        header(record, 0, 1, 16);
        header(record, 16, 2, 16);
        assertEquals(List.of("1 at 0"), messages(record, 16));
    }

    private List<String> messages(ByteBuffer record, int length) {
        List<String> found = new ArrayList<>();
        cursor.start(record, 0, length);
        while (cursor.next()) {
            found.add(cursor.type() + " at " + cursor.at());
        }
        return found;
    }

    private static ByteBuffer record(int length) {
        return ByteBuffer.allocate(length).order(Wire.ORDER);
    }

    private static void header(ByteBuffer record, int at, int type, int length) {
        record.putInt(at + Wire.TYPE_AT, type).putShort(at + Wire.LENGTH_AT, (short) length);
    }
}
