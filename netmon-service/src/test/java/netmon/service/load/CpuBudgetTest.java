package netmon.service.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.util.List;
import netmon.service.fakes.LogRecord;
import org.junit.jupiter.api.Test;

class CpuBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final CpuBudget budget = new CpuBudget(CpuBudget.SHARE);
    private long now = 100 * SECOND;
    private long cpu;
    private long looks;
    private long compaction;

    /** So many seconds, each of which costs this much in all, and this much for looking. */
    private void pass(int seconds, long cpuMillis, long lookMillis) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            cpu += cpuMillis * MILLI;
            looks += lookMillis * MILLI;
            if (budget.isDue(now)) {
                budget.spent(now, cpu, looks, compaction);
            }
        }
    }

    @Test
    void aMinuteWithinTheBudgetChangesNothing() {
        pass(3600, 19, 15);
        assertEquals(1, budget.intervals());
        assertEquals(0.019, budget.cpuShare(), 1e-6);
    }

    @Test
    void oldRowsThatAreMadeCoarserDoNotHaveThePresentLookedAtLess() {
        for (int i = 0; i < 600; i++) {
            compaction += 50 * MILLI;
            pass(1, 65, 12);
        }
        assertEquals(1, budget.intervals());
        assertEquals(0.065, budget.cpuShare(), 1e-6);
    }

    @Test
    void aDearMomentIsNoDearMinute() {
        pass(300, 1, 1);
        pass(20, 50, 50);
        pass(300, 1, 1);
        assertEquals(1, budget.intervals());
    }

    @Test
    void dearMinutesSpaceTheLooksMoreAndMoreAndCheapOnesLessAndLess() {
        try (LogRecord log = new LogRecord()) {
            pass(90, 30, 20);
            assertEquals(2, budget.intervals());
            pass(600, 30, 20);
            assertEquals(8, budget.intervals());
            pass(600, 12, 8);
            assertEquals(8, budget.intervals(), "twice as many looks might be too many again");
            pass(600, 5, 3);
            assertEquals(1, budget.intervals());
            assertEquals(
                    List.of(
                            "the last minute cost 3.0 % of a core, more than 2.0 %: sockets are read less often",
                            "the last minute cost 0.5 % of a core: sockets are read at every tick again"),
                    log.atLeast(Level.INFO));
        }
    }

    /** At 25 ms a look every second is too dear, and every other second looks cheap. */
    @Test
    void aLoadThatStaysIsTriedMoreAndMoreSeldom() {
        try (LogRecord log = new LogRecord()) {
            for (int i = 0; i < 6 * 3600; i++) {
                long look = i % budget.intervals() == 0 ? 25 : 0;
                pass(1, budget.intervals() == 1 ? look : look / 4, look);
            }
            int told = log.atLeast(Level.INFO).size();
            assertTrue(told > 10 && told < 30, "told " + told + " times in six hours");
            pass(3600, 1, 1);
            assertEquals(1, budget.intervals());
        }
    }

    @Test
    void whereSomethingElseIsDearLooksAreNotSpaced() {
        pass(600, 50, 5);
        assertEquals(1, budget.intervals());
    }
}
