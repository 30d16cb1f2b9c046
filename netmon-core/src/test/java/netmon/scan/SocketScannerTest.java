package netmon.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Calibration;
import netmon.model.Calibration.ProofResult;
import netmon.model.CalibrationText;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketScannerTest {
    private static final Calibration SOUND = calibration(ProofResult.YES);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final FakeClock clock = FakeClock.beforeOverflow();
    private final TestSource best = new TestSource("best", new Traffic(1, 2));
    private final TestSource second = new TestSource("second", new Traffic(3, 4));
    private final TestSource last = new TestSource("last", null);
    private final SocketScanner scanner = new SocketScanner(List.of(best, second, last), clock);

    @Test
    void theBestThatWorksIsUsedAndTheOthersAreNotAsked() throws Exception {
        scanner.read();
        scanner.read();
        assertEquals("best", scanner.name());
        assertEquals(List.of(2, 0, 0), asked());
        assertEquals(1, scanner.generation());
    }

    @Test
    void sourcesThatFailTheirFirstPollAreSkippedAtOnce() throws Exception {
        best.works = false;
        second.works = false;
        scanner.read();
        assertEquals("last", scanner.name());
        assertEquals(List.of(1, 1, 1), asked());
    }

    @Test
    void aSourceWhoseProofFindsAFaultIsSkipped() throws Exception {
        SocketScanner proving = proving(Map.of("best", calibration(ProofResult.NO), "second", SOUND));
        proving.read();
        assertEquals("second", proving.name());
        assertEquals("", proving.doubt());
        assertEquals(SOUND.summary(), proving.proof());
        assertEquals("best is not believed: it names another process as the owner of a socket", proving.passedOver());
        assertEquals(SOUND, second.calibration);
    }

    @Test
    void theBestDoubtfulSourceIsUsedWhereNoOtherOneWorks() throws Exception {
        second.works = false;
        last.works = false;
        SocketScanner proving = proving(Map.of("best", calibration(ProofResult.NO)));
        proving.read();
        assertEquals("best", proving.name());
        assertEquals("it names another process as the owner of a socket", proving.doubt());
    }

    @Test
    void aBetterSourceThatBecomesDoubtfulDoesNotReplaceASoundOne() throws Exception {
        best.works = false;
        SocketScanner proving = proving(Map.of("best", calibration(ProofResult.NO), "second", SOUND));
        proving.read();
        best.works = true;
        clock.advance(FIVE_MINUTES);
        proving.read();
        assertEquals("second", proving.name());
        assertEquals("", proving.doubt());
    }

    @Test
    void aProofThatFailsIsTheReasonToSkipTheSource() throws Exception {
        SocketScanner proving = new SocketScanner(List.of(best, second), clock, source -> {
            if (source == best) {
                throw new ScanException("best did not answer its proof within 2000 ms");
            }
            return SOUND;
        });
        proving.read();
        assertEquals("best did not answer its proof within 2000 ms", proving.passedOver());
    }

    @Test
    void aSourceThatHasNotAnsweredItsProofIsTriedAgainSoon() throws Exception {
        boolean[] answers = {false};
        SocketScanner proving = new SocketScanner(List.of(best, second), clock, source -> {
            if (source == best && !answers[0]) {
                throw new SourceProof.UnansweredException("best did not answer");
            }
            return SOUND;
        });
        proving.read();
        assertEquals("second", proving.name());
        answers[0] = true;
        clock.advance(Duration.ofSeconds(29));
        proving.read();
        assertEquals("second", proving.name());
        clock.advance(Duration.ofSeconds(1));
        proving.read();
        assertEquals("best", proving.name());
        assertEquals(SOUND.summary(), proving.proof());
    }

    @Test
    void aProofWithoutAResultIsRepeatedSoonAndKeepsWhatWasFoundBefore() throws Exception {
        Map<String, Calibration> results = new HashMap<>(Map.of("best", Calibration.unknown("best")));
        SocketScanner proving = proving(results);
        proving.read();
        assertEquals("best", proving.name());
        results.put("best", SOUND);
        clock.advance(Duration.ofSeconds(30));
        proving.read();
        assertEquals(SOUND.summary(), proving.proof());
        results.put("best", Calibration.unknown("best"));
        proving.distrust("it claims too much");
        proving.read();
        assertEquals(SOUND.summary(), proving.proof());
        assertEquals("it claims too much", proving.doubt());
    }

    @Test
    void aDistrustedSourceIsProvenAgainAndStaysDistrustedWhereTheProofFindsNothingNew() throws Exception {
        SocketScanner proving = proving(Map.of("best", SOUND));
        proving.read();
        proving.distrust("it claims too much");
        proving.distrust("it claims even more");
        proving.read();
        proving.read();
        assertEquals("it claims too much", proving.doubt());
        assertEquals(2, proving.generation());
        proving.trust();
        assertEquals("", proving.doubt());
    }

    @Test
    void aDistrustedSourceThatFailsItsProofNowIsReplaced() throws Exception {
        Map<String, Calibration> results = new HashMap<>(Map.of("best", SOUND, "second", SOUND));
        SocketScanner proving = proving(results);
        proving.read();
        results.put("best", calibration(ProofResult.NO));
        proving.distrust("it claims too much");
        proving.read();
        assertEquals("second", proving.name());
        assertEquals("", proving.doubt());
    }

    @Test
    void aSourceThatIsFoundToCountDifferentlyIsBelievedWithItsNewCalibration() throws Exception {
        Map<String, Calibration> results = new HashMap<>(Map.of("best", SOUND));
        SocketScanner proving = proving(results);
        proving.read();
        Calibration twice = CalibrationText.parse("best owner=yes closed=no unsent=no others=yes tcp4:in=2+0")
                .get(0);
        results.put("best", twice);
        proving.distrust("it claims too much");
        proving.read();
        assertEquals("", proving.doubt());
        assertEquals(twice, best.calibration);
    }

    private SocketScanner proving(Map<String, Calibration> results) {
        return new SocketScanner(
                List.of(best, second, last), clock, source -> results.getOrDefault(source.name(), null));
    }

    private static Calibration calibration(ProofResult owner) {
        return new Calibration("test", List.of(), owner, ProofResult.YES, ProofResult.NO, ProofResult.YES);
    }

    @Test
    void aSourceThatHasWorkedMayFailTwice() throws Exception {
        scanner.read();
        best.works = false;
        assertThrows(ScanException.class, scanner::read);
        assertThrows(ScanException.class, scanner::read);
        best.works = true;
        scanner.read();
        assertEquals(1, scanner.generation());
        assertEquals(List.of(4, 0, 0), asked());
    }

    @Test
    void theThirdFailureInARowChangesTheSourceInTheSamePoll() throws Exception {
        scanner.read();
        best.works = false;
        assertThrows(ScanException.class, scanner::read);
        assertThrows(ScanException.class, scanner::read);
        scanner.read();
        assertEquals("second", scanner.name());
        assertEquals(2, scanner.generation());
    }

    @Test
    void aBetterSourceIsTriedAgainAfterFiveMinutesAndUsedAgain() throws Exception {
        best.works = false;
        scanner.read();
        best.works = true;
        clock.advance(FIVE_MINUTES.minusNanos(1));
        scanner.read();
        assertEquals("second", scanner.name());
        clock.advance(Duration.ofNanos(1));
        scanner.read();
        assertEquals("best", scanner.name());
        assertEquals(2, scanner.generation());
        assertEquals(List.of(2, 2, 0), asked());
    }

    @Test
    void aBetterSourceThatStaysBrokenIsTriedEverMoreSeldomAndCostsNoPoll() throws Exception {
        best.works = false;
        scanner.read();
        for (int seconds = 0; seconds < 6 * 3600; seconds++) {
            clock.advance(Duration.ofSeconds(1));
            scanner.read();
        }
        // The first poll, then after 5, 10, 20 and 40 more minutes, then each hour.
        assertEquals(1 + 4 + 4, best.asked);
        assertEquals(6 * 3600 + 1, second.asked);
        assertEquals(1, scanner.generation());
    }

    @Test
    void whenNoneWorksTheErrorNamesAllReasonsAndTheNextTryWaitsHalfAMinute() throws Exception {
        best.works = false;
        second.works = false;
        last.works = false;
        ScanException e = assertThrows(ScanException.class, scanner::read);
        assertEquals("sockets cannot be read: best: broken; second: broken; last: broken", e.getMessage());
        last.works = true;
        clock.advance(Duration.ofSeconds(29));
        ScanException again = assertThrows(ScanException.class, scanner::read);
        assertEquals(e.getMessage(), again.getMessage());
        assertEquals(List.of(1, 1, 1), asked());
        clock.advance(Duration.ofSeconds(1));
        scanner.read();
        assertEquals("last", scanner.name());
    }

    @Test
    void aForcedSourceThatCannotWorkSaysSo() {
        best.works = false;
        SocketScanner forced = new SocketScanner(List.of(best), clock);
        ScanException e = assertThrows(ScanException.class, forced::read);
        assertEquals("sockets cannot be read: best: broken", e.getMessage());
        assertEquals("best", forced.name());
    }

    @Test
    void theCostIsThatOfTheSuccessfulPoll() throws Exception {
        best.works = false;
        best.cost = Duration.ofSeconds(5);
        second.cost = Duration.ofMillis(7);
        scanner.read();
        assertEquals(7_000_000, scanner.lastCostNanos());
    }

    @Test
    void whetherBytesAreMeasuredFollowsTheSource() throws Exception {
        assertFalse(scanner.measuresBytes());
        scanner.read();
        assertTrue(scanner.measuresBytes());
        best.table = SocketTable.of(List.of());
        scanner.read();
        assertTrue(scanner.measuresBytes()); // no socket says nothing
        best.works = false;
        second.works = false;
        assertThrows(ScanException.class, scanner::read);
        assertThrows(ScanException.class, scanner::read);
        scanner.read();
        assertEquals("last", scanner.name());
        assertFalse(scanner.measuresBytes());
    }

    private List<Integer> asked() {
        return List.of(best.asked, second.asked, last.asked);
    }

    private final class TestSource implements SocketSource {
        private final String name;
        private SocketTable table;
        private boolean works = true;
        private int asked;
        private Duration cost = Duration.ZERO;
        private @Nullable Calibration calibration;

        TestSource(String name, @Nullable Traffic payload) {
            this.name = name;
            this.table = SocketTable.of(List.of(
                    new Socket(Protocol.TCP, Endpoint.ANY, Endpoint.ANY, 0, false, false, List.of(), payload, null)));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean calibrate(Calibration found) {
            calibration = found;
            return true;
        }

        @Override
        public SocketTable read() throws ScanException {
            asked++;
            clock.advance(cost);
            if (!works) {
                throw new ScanException(name + ": broken");
            }
            return table;
        }
    }
}
