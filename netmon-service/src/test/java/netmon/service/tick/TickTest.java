package netmon.service.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import netmon.model.StoreException;
import netmon.protocol.StatusReply;
import netmon.scan.ScanException;
import netmon.service.fakes.LogRecord;
import netmon.service.run.Bench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickTest {
    private static final int BUSY = 100_000;

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void takesItsBaseline() throws StoreException {
        bench = Bench.start(folder.resolve("netmon.db"));
    }

    @AfterEach
    void everySecondAddsUp() throws SQLException, StoreException {
        bench.close();
        assertEquals(List.of(), bench.rows.unequal());
    }

    @Test
    void theFirstStartIsABaseline() throws SQLException {
        assertEquals(List.of(), bench.rows.interfaces());
        assertEquals(List.of(), bench.rows.apps());
        assertEquals(List.of(), bench.rows.gaps());
        assertEquals(
                List.of("eth0 1000000", "lo 500"),
                bench.rows.of("SELECT interface, received FROM last_readings ORDER BY 1"));
    }

    @Test
    void theBytesOfAnApplicationAreBookedInTheSecondOfTheReading() throws SQLException {
        bench.moves("curl", BUSY, 700).moves("ssh", 3000, 9000).second();

        assertEquals(List.of("curl " + BUSY + " 700", "ssh 3000 9000"), bench.rows.apps());
        assertEquals(
                List.of(Long.toString(bench.clock.seconds())),
                bench.rows.of("SELECT DISTINCT timestamp FROM app_traffic_logs"));
    }

    @Test
    void aNewSocketCountsInFullAndTrafficWithoutASocketIsUnattributed() throws SQLException {
        bench.moves("curl", BUSY, 0).second();
        bench.interfaces.moves("eth0", 2 * BUSY, 0);
        bench.second();

        assertEquals(List.of("Unattributed " + 2 * BUSY + " 0", "curl " + BUSY + " 0"), bench.rows.apps());
    }

    @Test
    void bytesOfATimeWithoutNetmonAreUnattributedAndMakeAGap() throws Exception {
        bench.moves("curl", BUSY, 0).second();
        bench.stop();
        bench.clock.pass(3_600_000);
        bench.moves("curl", 5 * BUSY, 50);
        bench.start(true);
        bench.second();
        bench.moves("curl", BUSY, 0).second();

        assertEquals(List.of("Unattributed " + 5 * BUSY + " 50", "curl " + 2 * BUSY + " 0"), bench.rows.apps());
        assertEquals(List.of("eth0 " + 7 * BUSY + " 50"), bench.rows.interfaces());
        assertEquals(List.of("not running 3601 " + 5 * BUSY + " 50 perhaps less"), bench.rows.gaps());
    }

    @Test
    void afterAReadingOfAnotherBootEveryByteCounts() throws Exception {
        bench.stop();
        bench.interfaces.reboot();
        bench.interfaces.moves("eth0", 4321, 21);
        bench.start(true);
        bench.second();

        assertEquals(List.of("Unattributed 4321 21"), bench.rows.apps());
        assertEquals(List.of("not running 1 4321 21 perhaps less"), bench.rows.gaps());
    }

    @Test
    void afterAKillNoByteIsLostOrDoubled() throws Exception {
        bench.moves("curl", BUSY, 0).second();
        bench.moves("curl", 100, 0).second(); // pending
        bench.kill();
        bench.moves("curl", 7, 0);
        bench.start(true);
        bench.second();

        assertEquals(List.of("Unattributed 107 0", "curl " + BUSY + " 0"), bench.rows.apps());
    }

    @Test
    void aKillLosesTheOwnersOfBytesThatWaitForACommitButNoByte() throws Exception {
        bench.stop();
        try (Bench patient = Bench.start(folder.resolve("patient.db"), Duration.ofSeconds(10))) {
            for (int i = 0; i < 15; i++) { // ten of them are one commit
                patient.moves("curl", BUSY, 0).second();
            }
            patient.kill();
            patient.start(true);
            patient.second();

            assertEquals(List.of("Unattributed " + 5 * BUSY + " 0", "curl " + 10 * BUSY + " 0"), patient.rows.apps());
            assertEquals(
                    List.of("10"),
                    patient.rows.of("SELECT count(DISTINCT timestamp) FROM app_traffic_logs WHERE app_name = 'curl'"));
            assertEquals(List.of(), patient.rows.unequal());
        }
    }

    @Test
    void unreadableInterfacesMakeTheNextDifferenceSpan() throws Exception {
        try (LogRecord log = new LogRecord()) {
            bench.interfaces.fail(new ScanException("netstat: not found"));
            for (int i = 0; i < 10; i++) {
                bench.moves("curl", BUSY, 0).second();
            }
            bench.interfaces.fail(null);
            bench.second();

            assertEquals(List.of("curl " + 10 * BUSY + " 0"), bench.rows.apps());
            assertEquals(List.of("stalled 11 0 0 interfaces unreadable"), bench.rows.gaps());
            assertEquals(List.of("trouble with the interfaces: netstat: not found"), log.atLeast(Level.WARN));
        }
    }

    @Test
    void theGapOfUnreadableInterfacesGrowsWhileItLastsAndHasItsReason() throws Exception {
        bench.interfaces.fail(new ScanException("netstat: not found"));
        bench.seconds(25);

        assertEquals(List.of("stalled 20 0 0 interfaces unreadable"), bench.rows.gaps());
        StatusReply.StatusChange unmeasured = bench.unmeasured();
        assertNotNull(unmeasured);
        assertEquals("the interfaces cannot be read: netstat: not found", unmeasured.what());
        bench.interfaces.fail(null);
        bench.second();
        assertNull(bench.unmeasured());
        assertEquals(List.of("stalled 26 0 0 interfaces unreadable"), bench.rows.gaps());
    }

    @Test
    void unreadableInterfacesMakeAGapAlsoIfTheServiceStops() throws Exception {
        bench.interfaces.fail(new ScanException("netstat: not found"));
        bench.moves("curl", BUSY, 0).seconds(10);
        bench.stop();

        assertEquals(List.of("stalled 10 0 0 interfaces unreadable"), bench.rows.gaps());
    }

    @Test
    void thePeakOfASpanIsItsAverageAndNotASecondsSum() throws Exception {
        bench.interfaces.fail(new ScanException("none"));
        bench.moves("curl", 10 * BUSY, 0).seconds(9);
        bench.interfaces.fail(null);
        bench.second();

        assertEquals(List.of(BUSY + " 0"), bench.rows.of("SELECT bytes_in, bytes_out FROM peaks"));
    }

    @Test
    void thePeakAfterAnIdleHourIsNotSpreadOverThatHour() throws Exception {
        bench.seconds(3600);
        bench.moves("curl", BUSY, 0).second();

        assertEquals(List.of(Integer.toString(BUSY)), bench.rows.of("SELECT max(bytes_in) FROM peaks"));
    }

    @Test
    void aFailedPollIsAPollNotMade() throws Exception {
        bench.moves("curl", BUSY, 0).second();
        bench.sockets.fail(new ScanException("no answer"));
        bench.moves("curl", BUSY, 0).second();
        bench.moves("ssh", BUSY, 0).second();
        assertEquals(List.of("curl " + BUSY + " 0"), bench.rows.apps(), "pending");
        bench.sockets.fail(null);
        bench.moves("curl", BUSY, 0).second();

        assertEquals(List.of("curl " + 3 * BUSY + " 0", "ssh " + BUSY + " 0"), bench.rows.apps());
        assertEquals(List.of(), bench.rows.gaps());
    }

    @Test
    void aTornPollIsAPollNotMade() throws Exception {
        bench.moves("curl", BUSY, 0).second();
        bench.sockets.tear(true);
        bench.moves("curl", BUSY, 0).second();
        bench.moves("curl", BUSY, 0).second();
        assertEquals(List.of("curl " + BUSY + " 0"), bench.rows.apps(), "pending");
        bench.sockets.tear(false);
        bench.second();

        assertEquals(List.of("curl " + 3 * BUSY + " 0"), bench.rows.apps());
        assertEquals(List.of(), bench.rows.gaps());
    }

    @Test
    void theFinalBytesOfASocketThatATornPollReportsAreNotLost() throws Exception {
        bench.moves("curl", BUSY, 0).second();
        bench.sockets.tear(true);
        bench.moves("curl", BUSY, 0);
        bench.sockets.close("curl");
        bench.second();
        bench.sockets.tear(false);
        bench.second();

        assertEquals(List.of("curl " + 2 * BUSY + " 0"), bench.rows.apps());
    }

    @Test
    void pollsThatStayTornForTenSecondsAreUsed() throws Exception {
        bench.sockets.tear(true);
        for (int i = 0; i < 11; i++) {
            bench.moves("curl", BUSY, 0).second();
        }

        assertEquals(List.of("curl " + 11 * BUSY + " 0"), bench.rows.apps());
    }

    @Test
    void bytesThatWaitAreDividedAlsoWhenTheServiceStops() throws Exception {
        bench.moves("curl", BUSY, 0).second();
        bench.sockets.tear(true);
        bench.moves("curl", BUSY, 0).second();
        bench.stop();

        assertEquals(List.of("curl " + 2 * BUSY + " 0"), bench.rows.apps());
    }

    @Test
    void afterALongerFailureEverythingIsUnattributedThenABaseline() throws Exception {
        bench.moves("curl", BUSY, 0).second();
        bench.sockets.fail(new ScanException("no answer"));
        for (int i = 0; i < 12; i++) {
            bench.moves("curl", BUSY, 0).second();
        }
        assertEquals(List.of("Unattributed " + 12 * BUSY + " 0", "curl " + BUSY + " 0"), bench.rows.apps());
        bench.sockets.fail(null);
        bench.seconds(30); // until the source is tried again
        bench.moves("curl", BUSY, 0).second();
        bench.moves("curl", BUSY, 0).second();

        assertEquals(List.of("Unattributed " + 13 * BUSY + " 0", "curl " + 2 * BUSY + " 0"), bench.rows.apps());
        // bytes have no owner until the source's next baseline, 31 seconds later
        assertEquals(List.of("sockets unreadable 43 " + 13 * BUSY + " 0"), bench.rows.gaps());
    }

    @Test
    void unreadableSocketsMakeAGapAlsoIfTheServiceIsKilled() throws Exception {
        bench.sockets.fail(new ScanException("no answer"));
        for (int i = 0; i < 12; i++) {
            bench.moves("curl", BUSY, 0).second();
        }
        bench.kill();

        assertEquals(List.of("sockets unreadable 12 " + 12 * BUSY + " 0"), bench.rows.gaps());
    }

    @Test
    void anIdleMachinesBytesAreWrittenTogetherInOneSecond() throws Exception {
        for (int i = 0; i < 4; i++) {
            bench.moves("ntpd", 100, 90).second();
        }
        assertEquals(List.of(), bench.rows.apps(), "pending");
        assertEquals(1, bench.sockets.polls(), "that of the baseline");
        bench.moves("ntpd", 100, 90).second();

        assertEquals(
                List.of(bench.clock.seconds() + " ntpd 500 450"),
                bench.rows.of("SELECT timestamp, app_name, bytes_in, bytes_out FROM app_traffic_logs"));
        assertEquals(
                List.of(bench.clock.seconds() + " eth0 500 450"),
                bench.rows.of("SELECT timestamp, interface, bytes_in, bytes_out FROM traffic_logs"));
    }

    @Test
    void anIdleSecondWritesNothing() throws Exception {
        bench.seconds(60);

        assertEquals(1, bench.sockets.polls());
        assertEquals(List.of(), bench.rows.interfaces());
    }

    @Test
    void bytesOfInterfacesThatDoNotCountAreWrittenWithoutASocketPoll() throws Exception {
        for (int i = 0; i < 10; i++) {
            bench.interfaces.moves("lo", BUSY, BUSY);
            bench.second();
        }

        assertEquals(List.of("lo " + 10 * BUSY + " " + 10 * BUSY), bench.rows.interfaces());
        assertEquals(1, bench.sockets.polls());
    }

    @Test
    void pendingBytesAreWrittenAtTheEnd() throws Exception {
        bench.moves("ntpd", 100, 90).second();
        bench.moves("ntpd", 1, 1);
        bench.stop();

        assertEquals(List.of("ntpd 101 91"), bench.rows.apps());
    }

    @Test
    void pendingBytesAreWrittenAtTheEndAlsoIfTheInterfacesCannotBeRead() throws Exception {
        bench.moves("ntpd", 100, 90).second();
        bench.interfaces.fail(new ScanException("none"));
        bench.stop();

        assertEquals(List.of("ntpd 100 90"), bench.rows.apps());
    }

    @Test
    void pendingBytesAreDividedByTheRuleUnderWhichTheyWereMoved() throws Exception {
        bench.moves("curl", 1000, 0).second(); // pending
        bench.interfaces.count("eth0", false);
        bench.interfaces.moves("eth0", 9000, 0);
        bench.second();
        bench.seconds(10);

        assertEquals(List.of("curl 1000 0"), bench.rows.apps());
        assertEquals(List.of("1000"), bench.rows.of("SELECT sum(bytes_in) FROM counted_traffic"));
        assertEquals(List.of("eth0 10000 0"), bench.rows.interfaces());
    }

    @Test
    void aChangeOfTheRuleMakesNoPeak() throws Exception {
        bench.stop();
        bench.start(false);
        bench.second();
        bench.interfaces.moves("eth0", 1000, 0);
        bench.second(); // pending
        bench.interfaces.count("eth1", true);
        bench.interfaces.moves("eth1", BUSY, 0);
        bench.second();

        assertEquals(List.of(Integer.toString(BUSY)), bench.rows.of("SELECT max(bytes_in) FROM peaks"));
    }

    @Test
    void aFrozenReceiveCounterIsReplacedByItsSocketsAndNotDoubledWhenItCountsAgain() throws Exception {
        bench.interfaces.freeze(true);
        for (int i = 0; i < 10; i++) {
            bench.moves("curl", BUSY, 5000).second();
        }
        assertEquals(List.of("eth0 1050000 50000"), bench.rows.interfaces(), "the payload times the usual ratio");
        bench.interfaces.freeze(false);
        bench.moves("curl", BUSY, 5000).second();

        // The jump of 1,100,000 is 50,000 more than the bytes that replaced the counter.
        assertEquals(List.of("eth0 1100000 55000"), bench.rows.interfaces());
        assertEquals(List.of("counter frozen 9 1050000 0 eth0"), bench.rows.gaps());
    }

    @Test
    void theLogNamesTheCountedInterfacesOnceAndSaysWhenThereAreNone() throws Exception {
        try (LogRecord log = new LogRecord()) {
            bench.interfaces.moves("eth1", 1, 0);
            bench.second();
            bench.second();
            bench.interfaces.count("eth0", false);
            bench.interfaces.count("eth1", false);
            bench.second();
            bench.second();

            assertEquals(
                    List.of("interfaces that count: eth0, eth1", "no interface counts, so no application has a byte"),
                    log.atLeast(Level.INFO));
        }
    }

    @Test
    void bytesThatADefectKeptFromBeingBookedAreNotSubtractedWhenTheCounterCountsAgain() throws Exception {
        bench.interfaces.freeze(true);
        for (int i = 0; i < 9; i++) {
            bench.moves("curl", BUSY, 5000).second();
        }
        try (LogRecord log = new LogRecord()) {
            bench.sockets.failProcesses(new IllegalStateException("a defect"));
            bench.moves("wget", BUSY, 5000).second();
            bench.sockets.failProcesses(null);
            assertEquals(1, log.atLeast(Level.WARN).size());
        }
        bench.second();
        bench.interfaces.freeze(false);
        bench.moves("curl", BUSY, 5000).second();

        assertEquals(List.of("eth0 1100000 55000"), bench.rows.interfaces());
    }

    @Test
    void aCounterFrozenAcrossARestartIsNotBookedTwice() throws Exception {
        bench.interfaces.freeze(true);
        for (int i = 0; i < 10; i++) {
            bench.moves("curl", BUSY, 5000).second();
        }
        bench.kill();
        bench.moves("curl", BUSY, 0);
        bench.start(true);
        bench.second();
        bench.moves("curl", BUSY, 5000).second();
        bench.stop();
        bench.start(true);
        bench.interfaces.freeze(false);
        bench.second();

        assertEquals(List.of("eth0 " + 12 * BUSY + " 55000"), bench.rows.interfaces());
        assertEquals(
                List.of("counter frozen 9 1050000 0 eth0", "counter frozen 1 105000 0 eth0"),
                bench.rows.gaps().stream()
                        .filter(each -> each.startsWith("counter"))
                        .toList());
        assertEquals(List.of("0"), bench.rows.of("SELECT sum(instead) FROM last_readings"));
    }

    @Test
    void aFrozenCounterThatIsResetSubtractsNothingFromLaterBytes() throws Exception {
        bench.interfaces.freeze(true);
        for (int i = 0; i < 10; i++) {
            bench.moves("curl", BUSY, 5000).second();
        }
        bench.interfaces.reset("eth0");
        bench.interfaces.freeze(false);
        bench.moves("curl", BUSY, 5000).second();

        assertEquals(List.of("eth0 " + (1_050_000 + BUSY) + " 55000"), bench.rows.interfaces());
        assertTrue(bench.rows.gaps().contains("counter frozen 9 1050000 0 eth0"));
        assertEquals(List.of("0"), bench.rows.of("SELECT sum(instead) FROM last_readings"));
    }

    @Test
    void aFrozenCounterThatWasResetWhileNetmonWasDownSubtractsNothing() throws Exception {
        bench.interfaces.freeze(true);
        for (int i = 0; i < 10; i++) {
            bench.moves("curl", BUSY, 5000).second();
        }
        bench.stop();
        bench.interfaces.reset("eth0");
        bench.interfaces.freeze(false);
        bench.interfaces.moves("eth0", 4321, 0);
        bench.start(true);
        bench.second();

        assertEquals(List.of("eth0 " + (1_050_000 + 4321) + " 50000"), bench.rows.interfaces());
    }

    @Test
    void aCounterFrozenBeforeARebootIsForgotten() throws Exception {
        bench.interfaces.freeze(true);
        for (int i = 0; i < 10; i++) {
            bench.moves("curl", BUSY, 5000).second();
        }
        bench.stop();
        bench.interfaces.freeze(false);
        bench.interfaces.reboot();
        bench.interfaces.moves("eth0", 4321, 0);
        bench.start(true);
        bench.second();

        assertEquals(List.of("eth0 " + (1_050_000 + 4321) + " 50000"), bench.rows.interfaces());
    }

    @Test
    void thePeakOfABurstIsNotSpreadOverTheQuietSecondsBeforeIt() throws Exception {
        for (int i = 0; i < 4; i++) {
            bench.moves("ntpd", 10, 0).second();
        }
        bench.moves("curl", BUSY, 0).second();

        assertEquals(List.of(Integer.toString(BUSY + 40)), bench.rows.of("SELECT max(bytes_in) FROM peaks"));
    }

    @Test
    void withoutAppTrackingEveryByteIsUnattributedAndAGapSaysSo() throws Exception {
        bench.stop();
        bench.start(false);
        bench.second();
        bench.moves("curl", BUSY, 7).second();
        bench.moves("curl", BUSY, 7).second();

        assertEquals(List.of("Unattributed " + 2 * BUSY + " 14"), bench.rows.apps());
        assertTrue(bench.rows.gaps().contains("app tracking off 2 " + 2 * BUSY + " 14"));
        assertEquals(1, bench.sockets.polls(), "that of the previous run");
    }

    @Test
    void sleepMakesAGapAndNoPeak() throws Exception {
        bench.clock.sleep(8 * 3_600_000);
        bench.moves("curl", BUSY, 0).second();

        assertEquals(List.of("asleep 28801 0 0"), bench.rows.gaps());
        assertEquals(List.of(Integer.toString(BUSY)), bench.rows.of("SELECT max(bytes_in) FROM peaks"));
    }

    @Test
    void aGapIsWrittenAlsoIfNothingMovesAfterIt() throws Exception {
        bench.clock.step(-3_600_000);
        bench.seconds(11);

        assertEquals(List.of("clock stepped -3599 0 0 by -3600 s"), bench.rows.gaps());
    }

    @Test
    void aDefectOfASourceCostsThatSourceAndIsLoggedOnce() throws Exception {
        try (LogRecord log = new LogRecord()) {
            bench.sockets.fail(new IllegalStateException("a defect"));
            for (int i = 0; i < 12; i++) {
                bench.moves("curl", BUSY, 0).second();
            }
            assertEquals(List.of("Unattributed " + 12 * BUSY + " 0"), bench.rows.apps());
            assertEquals(List.of("trouble with the sockets, caused by a defect of netmon"), log.atLeast(Level.WARN));
        }
    }

    @Test
    void aDefectOfTheAttributionCostsTheOwnersAndNoByte() throws Exception {
        try (LogRecord log = new LogRecord()) {
            bench.sockets.failProcesses(new IllegalStateException("a defect"));
            for (int i = 0; i < 5; i++) {
                bench.moves("curl", BUSY, 0).second();
            }
            bench.sockets.failProcesses(null);
            bench.moves("curl", BUSY, 0).second(); // a baseline
            bench.moves("curl", BUSY, 0).second();

            assertEquals(List.of("Unattributed " + 6 * BUSY + " 0", "curl " + BUSY + " 0"), bench.rows.apps());
            assertEquals(
                    List.of("trouble with the attribution, caused by a defect of netmon"), log.atLeast(Level.WARN));
        }
    }

    @Test
    void aDefectOfTheInterfacesDoesNotEndTheService() throws Exception {
        try (LogRecord log = new LogRecord()) {
            bench.interfaces.fail(new IllegalStateException("a defect"));
            bench.moves("curl", BUSY, 0).seconds(5);
            bench.interfaces.fail(null);
            bench.second();

            assertEquals(List.of("curl " + BUSY + " 0"), bench.rows.apps());
            assertEquals(1, log.atLeast(Level.WARN).size());
        }
    }
}
