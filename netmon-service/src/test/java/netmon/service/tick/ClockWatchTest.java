package netmon.service.tick;

import netmon.model.Gap;
import netmon.service.fakes.HandClock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final HandClock clock = new HandClock();
    private final ClockWatch watch = new ClockWatch(clock, 1000);

    private List<Gap.Kind> kinds() {
        return watch.observe().stream().map(Gap::kind).toList();
    }

    @Test
    void aSecondAfterASecondIsNoGap() {
        for (int i = 0; i < 10; i++) {
            assertEquals(List.of(), kinds());
            clock.pass(1000);
        }
    }

    @Test
    void aSingleMissedTickIsNoGap() {
        watch.observe();
        clock.pass(2000);
        assertEquals(List.of(), kinds());
    }

    @Test
    void eightHoursOfSleepAreSleep() {
        watch.observe();
        clock.pass(1000);
        clock.sleep(8 * 3_600_000);
        List<Gap> gaps = watch.observe();
        assertEquals(List.of(Gap.Kind.ASLEEP), gaps.stream().map(Gap::kind).toList());
        assertEquals(8 * 3600 + 1, gaps.get(0).to() - gaps.get(0).from());
    }

    @Test
    void thirtySecondsStoppedAreAStall() {
        watch.observe();
        clock.pass(30_000);
        assertEquals(List.of(Gap.Kind.STALLED), kinds());
    }

    @Test
    void aWallClockSetBackIsAStep() {
        watch.observe();
        clock.pass(1000);
        clock.step(-3_600_000);
        List<Gap> gaps = watch.observe();
        assertEquals(
                List.of(Gap.Kind.CLOCK_STEPPED), gaps.stream().map(Gap::kind).toList());
        assertEquals("by -3600 s", gaps.get(0).detail());
    }

    @Test
    void aStepDuringSleepIsBoth() {
        watch.observe();
        clock.pass(1000);
        clock.sleep(3_600_000);
        clock.step(3_600_000);
        assertEquals(List.of(Gap.Kind.ASLEEP, Gap.Kind.CLOCK_STEPPED), kinds());
    }
}
