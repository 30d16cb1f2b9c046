package netmon.service.run;

import netmon.model.StoreException.Remedy;
import netmon.model.StoreException;
import netmon.service.fakes.LogRecord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeriodicDutyTest {
    private static final long NOW = 1_795_435_200;

    private long nanos = Long.MIN_VALUE / 2; // the origin of the monotonic clock is arbitrary
    private int done;
    private boolean fails;

    private void seconds(PeriodicDuty duty, int count) {
        for (int i = 0; i < count; i++) {
            duty.work(nanos, NOW);
            nanos += TimeUnit.SECONDS.toNanos(1);
        }
    }

    private void act(long now) throws StoreException {
        assertEquals(NOW, now);
        done++;
        if (fails) {
            throw new StoreException(Remedy.BUSY, "locked");
        }
    }

    @Test
    void aDutyIsDoneAtTheFirstTickAndThenOnceAPeriod() {
        PeriodicDuty duty = new PeriodicDuty("alerts", Duration.ofMinutes(1), this::act);
        seconds(duty, 60);
        assertEquals(1, done);
        seconds(duty, 120);
        assertEquals(3, done);
    }

    @Test
    void aDutyWithoutAPeriodIsDoneAtEachTick() {
        seconds(new PeriodicDuty("parsers", PeriodicDuty.EACH_TICK, this::act), 5);
        assertEquals(5, done);
    }

    @Test
    void aHurriedDutyIsDoneAtTheNextTick() {
        PeriodicDuty duty = new PeriodicDuty("alerts", Duration.ofMinutes(1), this::act);
        seconds(duty, 1);
        duty.hurry();
        seconds(duty, 10);
        assertEquals(2, done);
    }

    @Test
    void aDutyThatFailsIsLoggedUnderItsNameAndTriedAgainAfterAMinute() {
        try (LogRecord log = new LogRecord()) {
            PeriodicDuty duty = new PeriodicDuty("compaction", PeriodicDuty.EACH_TICK, this::act);
            fails = true;
            seconds(duty, 60);
            assertEquals(1, done);
            fails = false;
            seconds(duty, 10);

            assertEquals(11, done);
            assertEquals(
                    List.of("trouble with the compaction: locked", "the compaction can be used again"),
                    log.atLeast(Level.INFO));
        }
    }
}
