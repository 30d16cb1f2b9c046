package netmon.service.tick;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SocketReadScheduleTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private long space;
    private final SocketReadSchedule schedule = new SocketReadSchedule(() -> space);

    @Test
    void aBurstIsPolledAtOnce() {
        schedule.polled(0, MILLI, 0);
        assertTrue(schedule.isDue(100_000, SECOND));
    }

    @Test
    void theFewBytesOfAnIdleMachineWaitForFiveSeconds() {
        schedule.polled(0, MILLI, 0);
        assertFalse(schedule.isDue(500, SECOND));
        assertFalse(schedule.isDue(2_000, 4 * SECOND));
        assertTrue(schedule.isDue(2_500, 5 * SECOND));
    }

    @Test
    void withoutBytesThereIsNoPoll() {
        schedule.polled(0, MILLI, 0);
        assertFalse(schedule.isDue(0, 100 * SECOND));
    }

    @Test
    void anExpensiveSourceIsPolledLessOftenButAtLeastEveryTenSeconds() {
        schedule.polled(-SECOND, 200 * MILLI, 0);
        schedule.polled(0, 190 * MILLI, 0);
        assertFalse(schedule.isDue(1_000_000, 3 * SECOND));
        assertTrue(schedule.isDue(1_000_000, 4 * SECOND));
        schedule.polled(4 * SECOND, 5 * SECOND, 0);
        schedule.polled(4 * SECOND, 5 * SECOND, 0);
        assertTrue(schedule.isDue(1_000_000, 14 * SECOND));
    }

    @Test
    void oneSlowPollDoesNotDelayTheNextOne() {
        schedule.polled(0, 500 * MILLI, 0);
        assertTrue(schedule.isDue(1_000_000, SECOND));
        schedule.polled(SECOND, 3 * MILLI, 0);
        schedule.polled(2 * SECOND, 400 * MILLI, 0);
        assertTrue(schedule.isDue(1_000_000, 3 * SECOND));
    }

    @Test
    void aServiceOverItsBudgetPollsLessOftenEvenInABurst() {
        schedule.polled(0, MILLI, 0);
        space = 3 * SECOND;
        assertFalse(schedule.isDue(1_000_000, 2 * SECOND));
        assertTrue(schedule.isDue(1_000_000, 3 * SECOND));
    }

    @Test
    void bytesThatDoNotCountAreWrittenAfterTenSeconds() {
        schedule.polled(0, MILLI, 0);
        assertFalse(schedule.isOverdue(9 * SECOND));
        assertTrue(schedule.isOverdue(10 * SECOND));
    }

    @Test
    void aSourceThatWantsTimeBetweenItsReadsGetsIt() {
        schedule.polled(0, MILLI, 5 * SECOND);
        assertFalse(schedule.isDue(100_000, 4 * SECOND));
        assertTrue(schedule.isDue(100_000, 5 * SECOND));
        schedule.polled(5 * SECOND, MILLI, 0);
        assertTrue(schedule.isDue(100_000, 6 * SECOND));
    }
}
