package netmon.service.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.util.List;
import netmon.scan.ScanException;
import netmon.service.fakes.HandClock;
import netmon.service.fakes.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private final ScanException why = new ScanException("no answer");
    private static final String STARTS = "trouble with the sockets: no answer";
    private static final String ENDS = "the sockets can be used again";
    private static final int HOUR = 3600;

    private final HandClock clock = new HandClock();
    private final FailureLog failures = new FailureLog("sockets", clock::monotonicNanos);
    private final LogRecord log = new LogRecord();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void itsStartAndItsEndAreLoggedOnce() {
        assertFalse(failures.isFailing());
        fails(10);
        assertTrue(failures.isFailing());
        works(10);
        assertFalse(failures.isFailing());
        assertEquals(List.of(STARTS, ENDS), lines());
    }

    @Test
    void aPartThatFailsEveryOtherSecondIsFinallyLoggedOnceAnHour() {
        for (int second = 0; second < 12 * HOUR; second += 2) {
            fails(1);
            works(1);
        }
        // Twice at once, then after 1, 2, 4 ... 32 minutes, then each hour.
        assertEquals(2 + 6 + 10, lines().size());
    }

    @Test
    void aPartThatKeepsFailingIsLoggedWhenThePauseIsOver() {
        fails(1);
        works(1);
        fails(30);
        assertEquals(List.of(STARTS, ENDS), lines());
        fails(31);
        assertEquals(List.of(STARTS, ENDS, STARTS), lines());
    }

    @Test
    void aFailureAfterAQuietHourIsLoggedAtOnce() {
        for (int second = 0; second < HOUR; second += 2) {
            fails(1);
            works(1);
        }
        works(2 * HOUR);
        int before = lines().size();
        fails(1);
        works(1);
        assertEquals(List.of(STARTS, ENDS), lines().subList(before, lines().size()));
    }

    @Test
    void anAttemptCatchesTheFailureAndACallReturnsTheValue() {
        assertFalse(failures.attempt(() -> {
            throw why;
        }));
        assertNull(failures.call(() -> {
            throw why;
        }));
        assertTrue(failures.attempt(() -> {}));
        assertEquals("value", failures.call(() -> "value"));
        assertEquals(List.of(STARTS, ENDS), lines());
    }

    @Test
    void aDefectIsAnError() {
        failures.failed(new IllegalStateException("impossible"));
        assertEquals(List.of("trouble with the sockets, caused by a defect of netmon"), log.atLeast(Level.ERROR));
    }

    private void fails(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.pass(1000);
            failures.failed(why);
        }
    }

    private void works(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.pass(1000);
            failures.succeeded();
        }
    }

    private List<String> lines() {
        return log.atLeast(Level.INFO);
    }

    @Test
    void anErrorIsSurvivedUnlessTheHeapIsExhausted() {
        assertFalse(failures.attempt(() -> {
            throw new OutOfMemoryError(
                    "unable to create native thread: possibly out of memory or process limits reached");
        }));
        assertFalse(failures.attempt(() -> {
            throw new ExceptionInInitializerError("too many open files");
        }));
        assertThrows(
                OutOfMemoryError.class,
                () -> failures.attempt(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }));
    }
}
