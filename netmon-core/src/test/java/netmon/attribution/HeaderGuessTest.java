package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeaderGuessTest {
    @Test
    void aSocketThatMovedNothingHadNoHeaders() {
        assertEquals(0, HeaderGuess.guess(0, 0));
    }

    @Test
    void theGuessIsMadeOfBothDirections() {
        // 10 % of 1990 = 199, 6 % of 99 = 5, and 200
        assertEquals(404, HeaderGuess.guess(1990, 99));
        assertEquals(205, HeaderGuess.guess(0, 99));
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
        assertTrue(HeaderGuess.guess(Long.MAX_VALUE, Long.MAX_VALUE) > 0);
        assertEquals(
                Long.MAX_VALUE,
                HeaderGuess.ceiling(Row.tcp("10.0.0.2:1", "192.0.2.1:2").socket(), Long.MAX_VALUE));
    }
}
