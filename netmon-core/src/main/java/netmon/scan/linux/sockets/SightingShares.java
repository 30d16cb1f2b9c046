package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netmon.model.OwnerProcess;

/**
 * Divides connections that nobody saw among the programs that may have had them, by the connections that each of them
 * was seen to have. A single sighting leaves a part to nobody: another program may have been missed.
 */
final class SightingShares {
    /** So many sightings are worth a search: a program with as many connections would have been seen as well. */
    static final int SURE = 8;

    /**
     * One of them is nobody's after a single sighting: about so much a second program has on average, if one endpoint
     * in five has one with as many connections.
     */
    private static final int PARTS = 16;

    /** Chance explains differences up to this chi-squared value per degree of freedom: these are none. */
    private static final double CHANCE = 3;

    private SightingShares() {}

    /**
     * The programs, each as often as it has parts; {@link OwnerProcess#OTHER_USER} stands for nobody.
     *
     * @param seen the connections that each program was seen to have
     */
    static List<OwnerProcess> divide(List<OwnerProcess> programs, int[] seen) {
        int total = 0;
        for (int each : seen) {
            total += each;
        }
        double trust = trust(seen, (double) total / seen.length);
        int known = total == 1 ? PARTS - 1 : PARTS;
        List<OwnerProcess> parts = new ArrayList<>(PARTS);
        double due = 0;
        for (int i = 0; i < seen.length; i++) {
            double share = trust * seen[i] / total + (1 - trust) / seen.length;
            due += share * known;
            parts.addAll(Collections.nCopies((int) Math.round(due) - parts.size(), programs.get(i)));
        }
        parts.addAll(Collections.nCopies(PARTS - known, OwnerProcess.OTHER_USER));
        return parts.stream().distinct().count() == 1 ? parts.subList(0, 1) : parts;
    }

    /** How far the numbers are believed to differ, from 0 to 1. */
    private static double trust(int[] seen, double mean) {
        double chiSquared = 0;
        for (int each : seen) {
            chiSquared += (each - mean) * (each - mean) / mean;
        }
        double chance = CHANCE * (seen.length - 1);
        return chiSquared <= chance ? 0 : 1 - chance / chiSquared;
    }
}
