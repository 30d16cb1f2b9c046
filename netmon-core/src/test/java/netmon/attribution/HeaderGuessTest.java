package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import netmon.model.Protocol;
import org.junit.jupiter.api.Test;

class HeaderGuessTest {
    @Test
    void aSocketThatMovedNothingHadNoHeaders() {
        assertEquals(0, HeaderGuess.guess(Protocol.TCP, 0, 0));
    }

    @Test
    void theGuessIsMadeOfBothDirections() {
        // 10 % of 1990 = 199, 6 % of 99 = 5, and 200
        assertEquals(404, HeaderGuess.guess(Protocol.TCP, 1990, 99));
        assertEquals(205, HeaderGuess.guess(Protocol.TCP, 0, 99));
    }

    @Test
    void aUdpSocketAcknowledgesNothing() {
        // 10 % of 1990, whatever the other direction moved
        assertEquals(199, HeaderGuess.guess(Protocol.UDP, 1990, 1_000_000));
        assertEquals(0, HeaderGuess.guess(Protocol.UDP, 0, 1_000_000));
    }

    @Test
    void datagramsHaveShorterHeadersThanSegments() {
        assertEquals(
                420, HeaderGuess.ceiling(Row.udp("10.0.0.2:1", "192.0.2.1:2").socket(), 10));
        assertEquals(
                620,
                HeaderGuess.ceiling(Row.udp("2001:db8::1:1", "2001:db8::2:2").socket(), 10));
    }

    @Test
    void theLimitDependsOnTheAddressFamily() {
        assertEquals(
                660, HeaderGuess.ceiling(Row.tcp("10.0.0.2:1", "192.0.2.1:2").socket(), 10));
        assertEquals(
                660,
                HeaderGuess.ceiling(
                        Row.tcp("::ffff:10.0.0.2:1", "::ffff:192.0.2.1:2").socket(), 10));
        assertEquals(
                860,
                HeaderGuess.ceiling(Row.tcp("2001:db8::1:1", "2001:db8::2:2").socket(), 10));
    }

    @Test
    void hostileNumbersDoNotOverflow() {
        assertTrue(HeaderGuess.guess(Protocol.TCP, Long.MAX_VALUE, Long.MAX_VALUE) > 0);
        assertEquals(
                Long.MAX_VALUE,
                HeaderGuess.ceiling(Row.tcp("10.0.0.2:1", "192.0.2.1:2").socket(), Long.MAX_VALUE));
    }
}
