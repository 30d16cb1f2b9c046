package netmon.service.load;

import netmon.service.fakes.LogRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final CpuBudget budget = new CpuBudget(CpuBudget.SHARE);
    private long now = 100 * SECOND;
    private long cpu;
    private long polls;
    private long compaction;

    /** Lets seconds pass, each with this cost in all and this cost of polls. */
    private void pass(int seconds, long cpuMillis, long pollMillis) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            cpu += cpuMillis * MILLI;
            polls += pollMillis * MILLI;
            if (budget.isDue(now)) {
                budget.spent(now, cpu, polls, compaction);
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
    void theCostOfCompactionDoesNotReduceThePolls() {
        for (int i = 0; i < 600; i++) {
            compaction += 50 * MILLI;
            pass(1, 65, 12);
        }
        assertEquals(1, budget.intervals());
        assertEquals(0.065, budget.cpuShare(), 1e-6);
    }

    @Test
    void anExpensiveMomentIsNoExpensiveMinute() {
        pass(300, 1, 1);
        pass(20, 50, 50);
        pass(300, 1, 1);
        assertEquals(1, budget.intervals());
    }

    @Test
    void expensiveMinutesSpaceThePollsFurtherAndCheapOnesLess() {
        try (LogRecord log = new LogRecord()) {
            pass(90, 30, 20);
            assertEquals(2, budget.intervals());
            pass(600, 30, 20);
            assertEquals(8, budget.intervals());
            pass(600, 12, 8);
            assertEquals(8, budget.intervals(), "twice as many polls might be too many again");
            pass(600, 5, 3);
            assertEquals(1, budget.intervals());
            assertEquals(
                    List.of(
                            "the last minute cost 3.0 % of a core, more than 2.0 %: sockets are read less often",
                            "the last minute cost 0.5 % of a core: sockets are read at every tick again"),
                    log.atLeast(Level.INFO));
        }
    }

    /** With polls of 25 ms, a poll each second is too expensive, and one every other second is cheap. */
    @Test
    void aLastingLoadIsRetriedLessAndLessOften() {
        try (LogRecord log = new LogRecord()) {
            for (int i = 0; i < 6 * 3600; i++) {
                long poll = i % budget.intervals() == 0 ? 25 : 0;
                pass(1, budget.intervals() == 1 ? poll : poll / 4, poll);
            }
            int logged = log.atLeast(Level.INFO).size();
            assertTrue(logged > 10 && logged < 30, "logged " + logged + " times in six hours");
            pass(3600, 1, 1);
            assertEquals(1, budget.intervals());
        }
    }

    @Test
    void ifSomethingElseIsExpensivePollsAreNotSpaced() {
        pass(600, 50, 5);
        assertEquals(1, budget.intervals());
    }
}
