package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.Segments;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void aDatagramIsAFrameAtMost() {
        // 7 - 5 = 2 and 30 - 30 = 0 frames of 1514 bytes
        assertEquals(
                new Traffic(3028, 0),
                Limits.of(new Segments(5, 30), table(new Segments(7, 30))).udp());
    }

    @Test
    void withoutALookBeforeNoDatagramIsNew() {
        assertEquals(Traffic.NONE, Limits.of(null, table(new Segments(7, 30))).udp());
    }

    @Test
    void whereDatagramsAreNotToldNothingIsKnown() {
        assertEquals(Limits.UNKNOWN, Limits.of(new Segments(5, 30), SocketTable.EMPTY));
    }

    @Test
    void datagramsThatWentBackBeganAnew() {
        assertEquals(
                new Traffic(1514, 1514),
                Limits.of(new Segments(5, 30), table(new Segments(1, 1))).udp());
    }

    @Test
    void hostileNumbersOfDatagramsDoNotOverflow() {
        Segments most = new Segments(Long.MAX_VALUE, Long.MAX_VALUE / 1514 + 1);
        assertEquals(
                new Traffic(Long.MAX_VALUE, Long.MAX_VALUE),
                Limits.of(Segments.NONE, table(most)).udp());
    }

    private static SocketTable table(Segments datagrams) {
        return new SocketTable(List.of(), false, false, datagrams);
    }
}
