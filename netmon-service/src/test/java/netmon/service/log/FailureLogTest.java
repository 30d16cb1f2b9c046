package netmon.service.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    private static final String BEGINS = "trouble with the sockets: no answer";
    private static final String ENDS = "the sockets can be used again";
    private static final int HOUR = 3600;

    private final HandClock clock = new HandClock();
    private final FailureLog trouble = new FailureLog("sockets", clock::monotonicNanos);
    private final LogRecord log = new LogRecord();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void itsBeginAndItsEndAreSaidOnce() {
        assertFalse(trouble.over());
        fails(10);
        assertTrue(trouble.over());
        works(10);
        assertEquals(List.of(BEGINS, ENDS), lines());
    }

    @Test
    void whatFailsEveryOtherSecondIsSaidAnHourAtLastApart() {
        for (int second = 0; second < 12 * HOUR; second += 2) {
            fails(1);
            works(1);
        }
        // At once twice, after 1, 2, 4 ... 32 minutes, and then each hour.
        assertEquals(2 + 6 + 10, lines().size());
    }

    @Test
    void whatGoesOnFailingIsSaidWhenTheSilenceIsOver() {
        fails(1);
        works(1);
        fails(30);
        assertEquals(List.of(BEGINS, ENDS), lines());
        fails(31);
        assertEquals(List.of(BEGINS, ENDS, BEGINS), lines());
    }

    @Test
    void aTroubleAfterAQuietHourIsSaidAtOnce() {
        for (int second = 0; second < HOUR; second += 2) {
            fails(1);
            works(1);
        }
        works(2 * HOUR);
        int before = lines().size();
        fails(1);
        works(1);
        assertEquals(List.of(BEGINS, ENDS), lines().subList(before, lines().size()));
    }

    @Test
    void aDefectIsAnError() {
        trouble.because(new IllegalStateException("impossible"));
        assertEquals(List.of("trouble with the sockets, by a defect of netmon"), log.atLeast(Level.ERROR));
    }

    private void fails(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.pass(1000);
            trouble.because(why);
        }
    }

    private void works(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.pass(1000);
            trouble.over();
        }
    }

    private List<String> lines() {
        return log.atLeast(Level.INFO);
    }
}
