package netmon.scan.counting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import netmon.scan.counting.StackingArithmetic.ByteTotals;
import netmon.scan.counting.StackingArithmetic.Suspect;
import org.junit.jupiter.api.Test;

class StackingArithmeticTest {
    private static final Map<String, Suspect> PPP = Map.of("ppp0", new Suspect(Set.of("eth0"), false));

    private final StackingArithmetic arithmetic = new StackingArithmetic();

    @Test
    void aModemThatMovedMoreThanTheCardSinceItsStartIsIndependent() {
        assertIndependent(true, 4_900_000, 880_000, 5_000, 9_000);
        assertIndependent(true, 6_000_000, 930_000, 5_100, 9_100);
    }

    @Test
    void aSessionThatMovesLessThanItsCardIsStacked() {
        assertIndependent(false, 4_900_000, 880_000, 5_000_000, 900_000);
        assertIndependent(false, 6_000_000, 930_000, 6_100_000, 955_000);
    }

    @Test
    void aModemIsRecognisedWhenItMovesMoreThanABusyCardInOneDirection() {
        assertIndependent(false, 0, 0, 9_000_000, 9_000_000);
        assertIndependent(false, 10_000, 1_000, 9_001_000, 9_900_000);
        assertIndependent(true, 510_000, 2_000, 9_002_000, 9_990_000);
    }

    @Test
    void aSlowModemIsRecognisedInTime() {
        for (int i = 0; i < 16; i++) {
            assertIndependent(false, 1000L * i, 0, 100, 100);
        }
        for (int i = 16; i < 18; i++) {
            arithmetic.independent(PPP, totals(1000L * i, 0, 100, 100));
        }
        assertIndependent(true, 18_000, 0, 100, 100);
    }

    @Test
    void anIndependentInterfaceStaysSoWhileItsCardMovesMore() {
        assertIndependent(false, 0, 0, 0, 0);
        assertIndependent(true, 1_000_000, 0, 0, 0);
        for (int i = 1; i < 100; i++) {
            assertIndependent(true, 1_000_000 + 10_000L * i, 10_000L * i, 50_000_000L * i, 50_000_000L * i);
        }
    }

    @Test
    void aFirstGuessEndsWhenTheCardMovesAsMuchEachTime() {
        // The card's counters wrapped at 4 GiB, so since its start the session seems to have moved more.
        assertIndependent(true, 9_000_000_000L, 0, 10_000, 0);
        assertIndependent(true, 9_000_050_000L, 0, 62_000, 0);
        assertIndependent(false, 9_000_100_000L, 0, 114_000, 0);
        assertIndependent(false, 9_000_150_000L, 0, 166_000, 0);
    }

    @Test
    void compressionAndOffloadsOfAnEighthAreNoEvidence() {
        assertIndependent(false, 0, 0, 0, 0);
        for (int i = 1; i < 50; i++) {
            assertIndependent(false, 1_100_000L * i, 0, 1_000_000L * i, 0);
        }
    }

    @Test
    void withoutTheRowOfItsCarrierNothingIsDecided() {
        assertIndependent(false, 0, 0, 0, 0);
        Map<String, ByteTotals> alone = Map.of("ppp0", ByteTotals.of(5_000_000, 0));
        assertEquals(Set.of(), arithmetic.independent(PPP, alone));
        assertIndependent(false, 5_100_000, 0, 5_200_000, 0);
    }

    @Test
    void withoutCarriersAnInterfaceIsIndependent() {
        Map<String, Suspect> alone = Map.of("wg0", new Suspect(Set.of(), false));
        assertEquals(Set.of("wg0"), arithmetic.independent(alone, Map.of()));
    }

    @Test
    void countersThatFallOrAreHugeAreNoEvidence() {
        assertIndependent(false, 0, 0, -1, -1);
        assertIndependent(false, 1_000, 0, 5, 5);
        assertIndependent(false, 1_500, 0, -1, 5);
    }

    private void assertIndependent(boolean expected, long received, long sent, long cardReceived, long cardSent) {
        Set<String> independent = arithmetic.independent(PPP, totals(received, sent, cardReceived, cardSent));
        assertEquals(expected, independent.contains("ppp0"));
    }

    private static Map<String, ByteTotals> totals(long received, long sent, long cardReceived, long cardSent) {
        return Map.of("ppp0", ByteTotals.of(received, sent), "eth0", ByteTotals.of(cardReceived, cardSent));
    }
}
