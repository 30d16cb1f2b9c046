package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LibSystemTest {
    @Test
    void theTimeOfAProgramCountsAfterItsEnd() throws Exception {
        long before = LibSystem.programNanos();
        Process busy = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done; times")
                .redirectErrorStream(true)
                .start();
        String times = new String(busy.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertEquals(0, busy.waitFor());
        long took = LibSystem.programNanos() - before;
        assertTrue(took >= nanos(times) && took > 0, took + " ns, and the shell says " + times);
    }

    /**
     * {@code 0m0.120000s 0m0.010000s} in the first line: the shell's own time outside the kernel and in it, rounded
     * down.
     */
    private static long nanos(String times) {
        double seconds = 0;
        for (String each : times.lines().findFirst().orElseThrow().split(" ", -1)) {
            int minutes = each.indexOf('m');
            seconds += 60 * Double.parseDouble(each.substring(0, minutes));
            seconds += Double.parseDouble(each.substring(minutes + 1, each.length() - 1));
        }
        // Shells count in hundredths, or round.
        return (long) (1e9 * Math.max(0, seconds - 0.02));
    }
}
