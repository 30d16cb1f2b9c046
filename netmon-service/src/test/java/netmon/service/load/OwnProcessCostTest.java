package netmon.service.load;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnProcessCostTest {
    @Test
    void theTimesOfItselfAndOfItsProgramsAreAdded() {
        String stat = "77 (java) x) S 1 2 2 0 -1 4194560 9 9 9 9 100 20 3 4 20 0 15 0 555 666 777 888";
        assertEquals(1_270_000_000L, OwnProcessCost.cpuNanos(stat));
    }

    @Test
    void textThatIsNoStatCostsNothing() {
        assertEquals(0, OwnProcessCost.cpuNanos(""));
        assertEquals(0, OwnProcessCost.cpuNanos("77 (java) S 1 2 2 0 -1 4194560 9 9 9 9 a b"));
        assertEquals(0, OwnProcessCost.residentBytes("VmRSS: lots"));
        assertEquals(0, OwnProcessCost.residentBytes(""));
    }

    @Test
    void residentMemoryIsInBytes() {
        assertEquals(
                53_248L * 1024, OwnProcessCost.residentBytes("VmHWM:\t  9 kB\nVmRSS:\t   53248 kB\nRssAnon: 1 kB\n"));
    }

    @Test
    void withoutSuchFilesTheTimeIsThatOfJavaPlusThatOfThePrograms() {
        long hour = 3_600_000_000_000L;
        OwnProcessCost elsewhere = new OwnProcessCost(Path.of("/nowhere"), () -> hour);
        assertTrue(elsewhere.cpuNanos() > hour);
        assertEquals(0, elsewhere.residentBytes());
        assertTrue(OwnProcessCost.here().cpuNanos() > 0);
    }
}
