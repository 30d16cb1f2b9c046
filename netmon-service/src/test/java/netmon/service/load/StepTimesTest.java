package netmon.service.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.TimeUnit;
import netmon.protocol.ServiceLoad;
import netmon.service.fakes.FakeCost;
import org.junit.jupiter.api.Test;

class StepTimesTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void aRareLongStepIsTheMaximumButNotThe99thPercentile() {
        LoadMeter.StepTimes times = new LoadMeter.StepTimes();
        for (int i = 0; i < 99; i++) {
            times.add(7 * MILLI + i);
        }
        times.add(3_600_000 * MILLI);

        assertEquals(new ServiceLoad.CompactionLoad(100, 1, 8, 3_600_000_000L), times.report());
    }

    @Test
    void onlyMoreThanFiftyMillisecondsAreLong() {
        LoadMeter.StepTimes times = new LoadMeter.StepTimes();
        times.add(50 * MILLI);
        times.add(50 * MILLI + 1);

        assertEquals(new ServiceLoad.CompactionLoad(2, 1, 51, 50_000), times.report());
    }

    @Test
    void theStatusReportsStepsOnceThereAreAny() {
        LoadMeter load = new LoadMeter(new FakeCost(), 1_000_000_000, new CpuBudget(1));
        assertNull(load.report().compaction());

        load.compactionStep(MILLI / 2);
        load.compactionStep(60 * MILLI);

        assertEquals(
                new ServiceLoad.CompactionLoad(2, 1, 61, 60_000), load.report().compaction());
    }
}
