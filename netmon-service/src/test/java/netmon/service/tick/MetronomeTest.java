package netmon.service.tick;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetronomeTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = 5 * SECOND;

    private final Metronome metronome = new Metronome(SECOND, () -> now, nanos -> now += nanos);

    @Test
    void beatsAtWholeIntervalsHoweverLongTheWorkTakes() {
        long begin = now;
        for (int beat = 1; beat <= 1000; beat++) {
            assertTrue(metronome.await(() -> false));
            long late = now - begin - beat * SECOND;
            assertTrue(late == 0, "beat " + beat + " late by ns: " + late);
            now += (beat % 7) * 100_000_000L;
        }
        assertEquals(0, metronome.missed());
    }

    @Test
    void skipsMissedBeatsAfterAStall() {
        assertTrue(metronome.await(() -> false));
        long before = now;
        now += 30 * SECOND;
        assertTrue(metronome.await(() -> false));
        long first = now;
        assertTrue(metronome.await(() -> false));
        assertTrue(first - before - 30 * SECOND < SECOND / 10, "the beat after a stall comes at once");
        assertTrue(now - first > SECOND / 2, "and the one after that a whole beat later");
        assertEquals(29, metronome.missed());
    }

    @Test
    void reportsTheDelayOfABeat() {
        assertTrue(metronome.await(() -> false));
        assertEquals(0, metronome.lateNanos());
        now += SECOND + SECOND / 4;
        assertTrue(metronome.await(() -> false));
        assertEquals(SECOND / 4, metronome.lateNanos());
    }

    @Test
    void endsTheWaitWhenStopped() {
        assertFalse(metronome.await(() -> true));
    }
}
