package netmon.service.tick;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SocketReadScheduleTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private long space;
    private final SocketReadSchedule pace = new SocketReadSchedule(() -> space);

    @Test
    void aBurstIsLookedAtAtOnce() {
        pace.looked(0, MILLI);
        assertTrue(pace.isDue(100_000, SECOND));
    }

    @Test
    void anIdleMachinesChatterIsHeldForFiveSeconds() {
        pace.looked(0, MILLI);
        assertFalse(pace.isDue(500, SECOND));
        assertFalse(pace.isDue(2_000, 4 * SECOND));
        assertTrue(pace.isDue(2_500, 5 * SECOND));
    }

    @Test
    void nothingMovedIsNoReasonToLook() {
        pace.looked(0, MILLI);
        assertFalse(pace.isDue(0, 100 * SECOND));
    }

    @Test
    void aDearSourceIsAskedLessOftenButAtLeastEveryTenSeconds() {
        pace.looked(-SECOND, 200 * MILLI);
        pace.looked(0, 190 * MILLI);
        assertFalse(pace.isDue(1_000_000, 3 * SECOND));
        assertTrue(pace.isDue(1_000_000, 4 * SECOND));
        pace.looked(4 * SECOND, 5 * SECOND);
        pace.looked(4 * SECOND, 5 * SECOND);
        assertTrue(pace.isDue(1_000_000, 14 * SECOND));
    }

    @Test
    void oneSlowLookPutsTheNextOneNotOff() {
        pace.looked(0, 500 * MILLI);
        assertTrue(pace.isDue(1_000_000, SECOND));
        pace.looked(SECOND, 3 * MILLI);
        pace.looked(2 * SECOND, 400 * MILLI);
        assertTrue(pace.isDue(1_000_000, 3 * SECOND));
    }

    @Test
    void aServiceThatIsTooDearLooksLessOftenEvenInABurst() {
        pace.looked(0, MILLI);
        space = 3 * SECOND;
        assertFalse(pace.isDue(1_000_000, 2 * SECOND));
        assertTrue(pace.isDue(1_000_000, 3 * SECOND));
    }

    @Test
    void whatIsNobodysIsWrittenAfterTenSeconds() {
        pace.looked(0, MILLI);
        assertFalse(pace.isOverdue(9 * SECOND));
        assertTrue(pace.isOverdue(10 * SECOND));
    }
}
