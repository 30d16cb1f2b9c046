package netmon.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LookPaceTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private long space;
    private final LookPace pace = new LookPace(() -> space);

    @Test
    void aBurstIsLookedAtAtOnce() {
        pace.looked(0);
        assertTrue(pace.isDue(100_000, SECOND, MILLI));
    }

    @Test
    void anIdleMachinesChatterIsHeldForFiveSeconds() {
        pace.looked(0);
        assertFalse(pace.isDue(500, SECOND, MILLI));
        assertFalse(pace.isDue(2_000, 4 * SECOND, MILLI));
        assertTrue(pace.isDue(2_500, 5 * SECOND, MILLI));
    }

    @Test
    void nothingMovedIsNoReasonToLook() {
        pace.looked(0);
        assertFalse(pace.isDue(0, 100 * SECOND, MILLI));
    }

    @Test
    void aDearSourceIsAskedLessOftenButAtLeastEveryTenSeconds() {
        pace.looked(0);
        assertFalse(pace.isDue(1_000_000, 3 * SECOND, 190 * MILLI));
        assertTrue(pace.isDue(1_000_000, 4 * SECOND, 190 * MILLI));
        assertTrue(pace.isDue(1_000_000, 10 * SECOND, 5 * SECOND));
    }

    @Test
    void aServiceThatIsTooDearLooksLessOftenEvenInABurst() {
        pace.looked(0);
        space = 3 * SECOND;
        assertFalse(pace.isDue(1_000_000, 2 * SECOND, MILLI));
        assertTrue(pace.isDue(1_000_000, 3 * SECOND, MILLI));
    }

    @Test
    void whatIsNobodysIsWrittenAfterTenSeconds() {
        pace.looked(0);
        assertFalse(pace.isOverdue(9 * SECOND));
        assertTrue(pace.isOverdue(10 * SECOND));
    }
}
