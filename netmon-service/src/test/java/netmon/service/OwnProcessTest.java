package netmon.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnProcessTest {
    @Test
    void theTimesOfItselfAndOfItsProgramsAreAdded() {
        String stat = "77 (java) x) S 1 2 2 0 -1 4194560 9 9 9 9 100 20 3 4 20 0 15 0 555 666 777 888";
        assertEquals(1_270_000_000L, OwnProcess.cpuNanos(stat));
    }

    @Test
    void whatIsNoStatCostsNothing() {
        assertEquals(0, OwnProcess.cpuNanos(""));
        assertEquals(0, OwnProcess.cpuNanos("77 (java) S 1 2 2 0 -1 4194560 9 9 9 9 a b"));
        assertEquals(0, OwnProcess.residentBytes("VmRSS: lots"));
        assertEquals(0, OwnProcess.residentBytes(""));
    }

    @Test
    void residentMemoryIsInBytes() {
        assertEquals(53_248L * 1024, OwnProcess.residentBytes("VmHWM:\t  9 kB\nVmRSS:\t   53248 kB\nRssAnon: 1 kB\n"));
    }

    @Test
    void whereTheSystemHasNoSuchFilesJavaTellsTheTimeAndTheProgramsComeOnTop() {
        long hour = 3_600_000_000_000L;
        OwnProcess elsewhere = new OwnProcess(Path.of("/nowhere"), () -> hour);
        assertTrue(elsewhere.cpuNanos() > hour);
        assertEquals(0, elsewhere.residentBytes());
        assertTrue(OwnProcess.here().cpuNanos() > 0);
    }
}
