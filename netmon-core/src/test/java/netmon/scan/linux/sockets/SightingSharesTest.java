package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netmon.model.OwnerProcess;
import org.junit.jupiter.api.Test;

class SightingSharesTest {
    private static final List<OwnerProcess> PROGRAMS = Stream.of("Alpha", "Bravo", "Charlie")
            .map(name -> OwnerProcess.unresolved(name.length(), name))
            .toList();

    private static final int SECONDS = 8;

    @Test
    void aSingleSightingLeavesADoubt() {
        assertEquals("15 0 0 1", parts(1));
        assertEquals("1 0 0 0", parts(2));
        assertEquals("8 8 0 0", parts(1, 1));
    }

    @Test
    void differencesThatChanceExplainsAreNone() {
        assertEquals("5 6 5 0", parts(4, 6, 3));
    }

    @Test
    void greatDifferencesAreBelieved() {
        assertEquals("1 15 0 0", parts(2, 60));
    }

    @Test
    void everyPartIsGiven() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            int[] seen = {1 + random.nextInt(40), 1 + random.nextInt(40), 1 + random.nextInt(40)};
            List<OwnerProcess> parts = SightingShares.divide(PROGRAMS, seen);
            assertTrue(parts.size() == 16 || parts.equals(PROGRAMS.subList(0, 1)), Arrays.toString(seen));
        }
    }

    /**
     * Two programs that each open 20 connections a second, of which a poll or quick poll sees one in ten: the seconds
     * are the polls, and what is wrong is the mean over them. No run may blame one of the two for both.
     */
    @Test
    void twoProgramsBehindOneEndpointAreDividedInEveryRun() {
        double[] wrong = IntStream.range(0, 1000)
                .mapToDouble(seed -> wrong(new Random(seed)))
                .sorted()
                .toArray();
        assertTrue(wrong[500] < 0.1, "median " + wrong[500]);
        assertTrue(wrong[990] < 0.45, "one in a hundred " + wrong[990]);
    }

    /** The part of the bytes that is wrong, or nobody's. */
    private static double wrong(Random random) {
        int[] seen = new int[2];
        double wrong = 0;
        for (int second = 0; second < SECONDS; second++) {
            int wanted = SightingShares.SURE;
            for (int poll = 0; (poll < 24 && seen[0] + seen[1] < wanted) || poll < 3; poll++) {
                seen[0] += random.nextInt(10) == 0 ? 1 : 0;
                seen[1] += random.nextInt(10) == 0 ? 1 : 0;
            }
            List<OwnerProcess> parts = division(seen);
            double alpha = (double) Collections.frequency(parts, PROGRAMS.get(0)) / parts.size();
            double bravo = (double) Collections.frequency(parts, PROGRAMS.get(1)) / parts.size();
            wrong += (Math.abs(alpha - 0.5) + Math.abs(bravo - 0.5)) / SECONDS;
        }
        return wrong;
    }

    /** Among the programs that were seen. */
    private static List<OwnerProcess> division(int... seen) {
        int[] met = IntStream.range(0, seen.length).filter(i -> seen[i] > 0).toArray();
        return met.length == 0
                ? List.of(OwnerProcess.OTHER_USER)
                : SightingShares.divide(
                        Arrays.stream(met).mapToObj(PROGRAMS::get).toList(),
                        Arrays.stream(met).map(i -> seen[i]).toArray());
    }

    /** The parts of the three programs, and nobody's. */
    private static String parts(int... seen) {
        List<OwnerProcess> parts = division(seen);
        return Collections.frequency(parts, PROGRAMS.get(0)) + " " + Collections.frequency(parts, PROGRAMS.get(1)) + " "
                + Collections.frequency(parts, PROGRAMS.get(2)) + " "
                + Collections.frequency(parts, OwnerProcess.OTHER_USER);
    }
}
