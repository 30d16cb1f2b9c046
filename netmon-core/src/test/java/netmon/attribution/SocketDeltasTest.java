package netmon.attribution;

import static netmon.attribution.Row.table;
import static netmon.attribution.Row.tcp;
import static netmon.attribution.Row.telling;
import static netmon.attribution.Row.torn;
import static netmon.attribution.Row.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import netmon.model.OwnerProcess;
import netmon.model.Segments;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

class SocketDeltasTest {
    private static final String HERE = "10.0.0.2:5000";
    private static final String THERE = "192.0.2.1:443";

    private final SocketDeltas deltas = new SocketDeltas();

    @Test
    void aLongHistoryBeforeTheStartDoesNotCount() {
        assertEquals(List.of("STAYED 0 0"), poll(tcp(HERE, THERE).id(1).moved(9_000_000, 8_000)));
        // 9_000_500 - 9_000_000 and 8_020 - 8_000
        assertEquals(List.of("STAYED 500 20"), poll(tcp(HERE, THERE).id(1).moved(9_000_500, 8_020)));
    }

    @Test
    void aSocketThatATornFirstPollMissedDoesNotCountItsHistory() {
        assertEquals(List.of("STAYED 0 0"), moved(torn(tcp(HERE, THERE).id(1).moved(100, 10))));
        // Socket 1 moved 103 - 100 and 11 - 10 bytes. Socket 2 may have existed before the first poll.
        Row missed = tcp(HERE, THERE).id(2).moved(9_000_000, 8_000);
        assertEquals(
                List.of("STAYED 3 1", "STAYED 0 0"), poll(tcp(HERE, THERE).id(1).moved(103, 11), missed));
        Row later = tcp(HERE, THERE).id(3).moved(700, 30);
        assertEquals(
                List.of("STAYED 0 0", "STAYED 0 0", "APPEARED 700 30"),
                poll(tcp(HERE, THERE).id(1).moved(103, 11), missed, later));
    }

    @Test
    void norDoesOneOfSeveralEqualRows() {
        moved(torn(row(100), row(40)));
        assertEquals(List.of("STAYED 0 0"), poll(row(105), row(42), row(9_000_000)));
        assertEquals(List.of("STAYED 6 0"), poll(row(106), row(43), row(9_000_004)));
    }

    @Test
    void whereEveryPollIsTornNewSocketsCountInTheEnd() {
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    List.of("STAYED 0 0"), moved(torn(tcp(HERE, THERE).id(i + 1).moved(100, 10))));
        }
        assertEquals(
                List.of("APPEARED 100 10"), moved(torn(tcp(HERE, THERE).id(9).moved(100, 10))));
    }

    @Test
    void aSocketFirstSeenLaterCountsInFull() {
        poll();
        assertEquals(List.of("APPEARED 700 30"), poll(tcp(HERE, THERE).id(1).moved(700, 30)));
    }

    @Test
    void aChangeOfSourceIsABaselineAgain() {
        poll(tcp(HERE, THERE).id(1).moved(100, 10));
        deltas.restart();
        assertEquals(List.of("STAYED 0 0"), poll(tcp(HERE, THERE).moved(900_000, 10)));
        assertEquals(List.of("STAYED 5 1"), poll(tcp(HERE, THERE).moved(900_005, 11)));
    }

    @Test
    void segmentsAreDifferencedLikeBytes() {
        deltas.update(table(tcp(HERE, THERE).id(1).moved(100, 10).segments(50, 40)));
        List<SocketTraffic> moved =
                deltas.update(table(tcp(HERE, THERE).id(1).moved(100, 10).segments(57, 40)));
        assertEquals(new Segments(7, 0), moved.get(0).segments());
    }

    @Test
    void listenersAreLeftOut() {
        assertEquals(List.of(), poll(tcp("0.0.0.0:80", "*:*").listening().moved(0, 0)));
    }

    @Test
    void theKernelsNumberDistinguishesSocketsBetweenTheSameAddresses() {
        poll(tcp(HERE, THERE).id(1).moved(5000, 5000));
        assertEquals(
                List.of("VANISHED 0 0", "APPEARED 6000 6000"),
                poll(tcp(HERE, THERE).id(2).moved(6000, 6000)));
    }

    @Test
    void withoutANumberTheAddressesIdentifyASocketOfAnyPid() {
        poll(tcp(HERE, THERE).pid(7).moved(5000, 5000));
        // netstat prints the pid of the last process that used the socket
        assertEquals(List.of("STAYED 100 0"), poll(tcp(HERE, THERE).pid(8).moved(5100, 5000)));
    }

    @Test
    void withoutARemoteEndThePidDistinguishesSockets() {
        poll(udp("*:5353", "*:*").pid(7).moved(5000, 5000));
        List<String> moved = poll(
                udp("*:5353", "*:*").pid(7).moved(5010, 5000),
                udp("*:5353", "*:*").pid(8).moved(300, 200));
        assertEquals(List.of("STAYED 10 0", "APPEARED 300 200"), moved);
    }

    @Test
    void identicalRowsOfOnePidAreSummed() {
        poll(row(100), row(40), row(7));
        // 110 + 45 + 7 - (100 + 40 + 7)
        assertEquals(List.of("STAYED 15 0"), poll(row(110), row(45), row(7)));
    }

    @Test
    void aDecreaseOfASumIsNothing() {
        poll(row(100), row(40), row(7));
        // the first one has closed: 60 is less than 147
        assertEquals(List.of("STAYED 0 0"), poll(row(50), row(10)));
        assertEquals(List.of("STAYED 6 0"), poll(row(53), row(13)));
    }

    @Test
    void aRowThatATornListingMissedDoesNotCountAgain() {
        poll(row(100), row(40), row(7));
        assertEquals(List.of("STAYED 0 0"), moved(torn(row(41), row(7))));
        // 105 + 42 + 7 - (100 + 40 + 7)
        assertEquals(List.of("STAYED 7 0"), poll(row(105), row(42), row(7)));
    }

    @Test
    void sumsOfHostileCountersDoNotOverflow() {
        poll(row(Long.MAX_VALUE), row(Long.MAX_VALUE));
        assertEquals(List.of("STAYED 0 0"), poll(row(Long.MAX_VALUE), row(Long.MAX_VALUE)));
    }

    @Test
    void rowsOfOneKeyHaveAllTheirOwners() {
        List<OwnerProcess> owners = deltas.update(table(
                        tcp(HERE, THERE).pid(8).moved(1, 1),
                        tcp(HERE, THERE).pid(7).moved(2, 2)))
                .get(0)
                .socket()
                .owners();
        assertEquals(List.of(7L, 8L), owners.stream().map(OwnerProcess::pid).toList());
    }

    @Test
    void oneNumberListedTwiceIsOneSocket() {
        poll(tcp(HERE, THERE).id(1).moved(1000, 100));
        // open in the dump with 1400, closed with 1500 before the events were read
        SocketTraffic moved = deltas.update(telling(
                        tcp(HERE, THERE).id(1).pid(7).moved(1400, 100),
                        tcp(HERE, THERE).id(1).moved(1500, 120).closed()))
                .get(0);
        assertEquals(new Traffic(500, 20), moved.payload());
        assertEquals(List.of(), moved(telling()), "closed is closed");
    }

    @Test
    void theSameAddressesUsedAgainCountInFull() {
        poll(tcp(HERE, THERE).moved(5000, 900));
        assertEquals(List.of("APPEARED 300 950"), poll(tcp(HERE, THERE).moved(300, 950)));
    }

    @Test
    void oneSocketsCountersNeverCountBackwards() {
        poll(tcp(HERE, THERE).id(1).moved(5000, 900));
        assertEquals(List.of("STAYED 0 50"), poll(tcp(HERE, THERE).id(1).moved(4000, 950)));
    }

    @Test
    void aTornListingKeepsTheSocketItMissed() {
        poll(tcp(HERE, THERE).id(1).moved(5000, 900));
        assertEquals(List.of(), moved(torn()));
        assertEquals(List.of("STAYED 10 1"), poll(tcp(HERE, THERE).id(1).moved(5010, 901)));
    }

    @Test
    void anUnannouncedTornListingKeepsItToo() {
        poll(tcp(HERE, THERE).id(1).moved(5000, 900));
        assertEquals(List.of("VANISHED 0 0"), poll());
        assertEquals(List.of("STAYED 10 1"), poll(tcp(HERE, THERE).id(1).moved(5010, 901)));
    }

    @Test
    void aVanishedSocketIsReportedOnce() {
        poll(tcp(HERE, THERE).id(1).moved(5000, 900));
        assertEquals(List.of("VANISHED 0 0"), poll());
        assertEquals(List.of(), poll());
    }

    @Test
    void aSocketThatIsMissingForLongIsForgotten() {
        poll(tcp(HERE, THERE).id(1).moved(5000, 900));
        poll();
        poll();
        poll();
        assertEquals(List.of("APPEARED 5010 901"), poll(tcp(HERE, THERE).id(1).moved(5010, 901)));
    }

    @Test
    void whereClosedSocketsAreReportedNoneVanishes() {
        moved(telling(tcp(HERE, THERE).id(1).moved(5000, 900)));
        assertEquals(List.of(), moved(telling()));
    }

    @Test
    void finalCountersAreDifferencedAndKeepTheirOwners() {
        moved(telling(tcp(HERE, THERE).id(1).pid(7).moved(5000, 900)));
        SocketTraffic last = deltas.update(
                        telling(tcp(HERE, THERE).id(1).moved(5600, 950).closed()))
                .get(0);
        assertEquals(new Traffic(600, 50), last.payload());
        assertEquals(7, last.socket().owners().get(0).pid());
    }

    @Test
    void aSocketThatLivedBetweenTwoPollsCountsInFull() {
        moved(telling());
        assertEquals(
                List.of("APPEARED 80 90"),
                moved(telling(tcp(HERE, THERE).id(1).moved(80, 90).closed())));
    }

    /**
     * The kernel does not list a reset connection while its program has it open, and reports it with all its bytes
     * afterwards.
     */
    @Test
    void aResetConnectionClosedMinutesLaterDoesNotCountAgain() {
        moved(telling(tcp(HERE, THERE).id(1).moved(5_000_000, 900)));
        for (int poll = 0; poll < 300; poll++) {
            assertEquals(List.of(), moved(telling()));
        }
        assertEquals(
                List.of("STAYED 60 0"),
                moved(telling(tcp(HERE, THERE).id(1).moved(5_000_060, 900).closed())));
    }

    @Test
    void aPollThatLostEventsDoesNotForgetIt() {
        moved(telling(tcp(HERE, THERE).id(1).moved(5_000_000, 900)));
        for (int poll = 0; poll < 300; poll++) {
            moved(telling());
        }
        assertEquals(List.of(), poll(), "it did not vanish just now");
        assertEquals(
                List.of("STAYED 60 0"),
                moved(telling(tcp(HERE, THERE).id(1).moved(5_000_060, 900).closed())));
    }

    @Test
    void aPollThatLostEventsReportsVanishedSockets() {
        moved(telling(tcp(HERE, THERE).id(1).moved(5000, 900)));
        assertEquals(List.of("VANISHED 0 0"), poll());
    }

    /** Linux lists the short form of a connection in TIME_WAIT, without counters, before it reports the final ones. */
    @Test
    void aPollWithoutCountersKeepsTheLastOnes() {
        moved(telling(tcp(HERE, THERE).id(1).moved(1000, 100)));
        assertEquals(List.of("STAYED 0 0"), moved(telling(tcp(HERE, THERE).id(1))));
        assertEquals(
                List.of("STAYED 500 0"),
                moved(telling(tcp(HERE, THERE).id(1).moved(1500, 100).closed())));
    }

    @Test
    void whereOneSocketOfAProtocolIsCountedTheOthersMoveNothing() {
        // in any order
        List<String> moved =
                poll(tcp("10.0.0.2:1", THERE), tcp("10.0.0.2:2", THERE).moved(1, 1), udp("10.0.0.2:3", THERE));
        assertEquals(List.of("STAYED ?", "STAYED 0 0", "STAYED 0 0"), moved);
        // and permanently
        assertEquals(List.of("VANISHED ?", "VANISHED 0 0", "STAYED 0 0"), poll(tcp("10.0.0.2:1", THERE)));
    }

    @Test
    void countersThatBeginLaterAreABaseline() {
        poll(tcp(HERE, THERE).id(1));
        assertEquals(List.of("STAYED 0 0"), poll(tcp(HERE, THERE).id(1).moved(900, 900)));
        assertEquals(List.of("STAYED 1 1"), poll(tcp(HERE, THERE).id(1).moved(901, 901)));
    }

    @Test
    void withoutNumbersTooCountersThatBeginLaterAreABaseline() {
        poll(tcp(HERE, THERE).pid(7));
        assertEquals(List.of("STAYED 0 0"), poll(tcp(HERE, THERE).pid(7).moved(900, 900)));
    }

    @Test
    void twoThousandSocketsEachKeepTheirOwnCounters() {
        Row[] before = LongStream.rangeClosed(1, 2000)
                .mapToObj(id -> tcp(HERE, THERE).id(id).moved(id, 0))
                .toArray(Row[]::new);
        Row[] now = LongStream.rangeClosed(1, 2000)
                .mapToObj(id -> tcp(HERE, THERE).id(id).moved(2 * id, 0))
                .toArray(Row[]::new);
        deltas.update(table(before));
        long sum = deltas.update(table(now)).stream()
                .mapToLong(
                        moved -> moved.payload() == null ? 0 : moved.payload().received())
                .sum();
        // 1 + 2 + ... + 2000
        assertEquals(2_001_000, sum);
    }

    /** One of several sockets of process 7 that cannot be distinguished. */
    private static Row row(long received) {
        return udp("*:*", "*:*").pid(7).moved(received, 0);
    }

    private List<String> poll(Row... rows) {
        return moved(table(rows));
    }

    private List<String> moved(SocketTable table) {
        return deltas.update(table).stream()
                .map(SocketDeltasTest::text)
                .sorted((one, other) -> other.compareTo(one))
                .toList();
    }

    private static String text(SocketTraffic moved) {
        Traffic payload = moved.payload();
        return moved.change() + (payload == null ? " ?" : " " + payload.received() + " " + payload.sent());
    }
}
