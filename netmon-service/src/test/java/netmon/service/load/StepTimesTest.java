package netmon.service.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import netmon.service.fakes.FakeCost;
import org.junit.jupiter.api.Test;

class StepTimesTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void aRareLongStepIsTheMaximumButNotThe99thPercentile() {
        StepTimes times = new StepTimes();
        for (int i = 0; i < 99; i++) {
            times.add(7 * MILLI + i);
        }
        times.add(3_600_000 * MILLI);

        assertEquals(100, times.steps());
        assertEquals(1, times.longSteps());
        assertEquals(3_600_000 * MILLI, times.most());
        assertEquals(8, times.nearlyAllMillis());
    }

    @Test
    void onlyMoreThanFiftyMillisecondsAreLong() {
        StepTimes times = new StepTimes();
        times.add(50 * MILLI);
        times.add(50 * MILLI + 1);

        assertEquals(1, times.longSteps());
        assertEquals(51, times.nearlyAllMillis());
    }

    @Test
    void theStatusReportsStepsOnceThereAreAny() {
        LoadMeter load = new LoadMeter(new FakeCost(), 1_000_000_000, new CpuBudget(1));
        StringJoiner before = new StringJoiner("\n");
        load.tell(before);
        load.compactionStep(MILLI / 2);
        load.compactionStep(60 * MILLI);
        StringJoiner after = new StringJoiner("\n");
        load.tell(after);

        List<String> reported = after.toString().lines().toList();
        assertEquals(before.toString().lines().toList(), reported.subList(0, reported.size() - 2));
        assertEquals(
                List.of("compaction 2 1", "compaction-ms 61 60.00"),
                reported.subList(reported.size() - 2, reported.size()));
    }
}
