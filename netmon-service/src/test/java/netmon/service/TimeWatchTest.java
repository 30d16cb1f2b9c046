package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.Gap;
import netmon.scan.Clock;
import org.junit.jupiter.api.Test;

class TimeWatchTest {
    private static final class HandClock implements Clock {
        long wall = 1_795_435_200_000L;
        long monotonic;
        long boot;

        void pass(long millis) {
            wall += millis;
            monotonic += millis;
            boot += millis;
        }

        @Override
        public long wallMillis() {
            return wall;
        }

        @Override
        public long monotonicNanos() {
            return monotonic * 1_000_000;
        }

        @Override
        public long bootNanos() {
            return boot * 1_000_000;
        }
    }

    private final HandClock clock = new HandClock();
    private final TimeWatch watch = new TimeWatch(clock, 1000);

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
        clock.wall += 8 * 3_600_000;
        clock.boot += 8 * 3_600_000;
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
        clock.wall -= 3_600_000;
        List<Gap> gaps = watch.observe();
        assertEquals(
                List.of(Gap.Kind.CLOCK_STEPPED), gaps.stream().map(Gap::kind).toList());
        assertEquals("by -3600 s", gaps.get(0).detail());
    }

    @Test
    void aStepDuringSleepIsBoth() {
        watch.observe();
        clock.pass(1000);
        clock.wall += 7200_000;
        clock.boot += 3600_000;
        assertEquals(List.of(Gap.Kind.ASLEEP, Gap.Kind.CLOCK_STEPPED), kinds());
    }
}
