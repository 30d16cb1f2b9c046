package netmon.attribution;

import static netmon.attribution.Row.tcp;
import static netmon.attribution.Row.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;

/**
 * The numbered rules of attribution with figures computed by hand. Expected rows are {@code app received/sent}, then
 * the estimated part.
 */
class AttributorTest {
    private static final String HERE = "10.0.0.2:5000";
    private static final String THERE = "192.0.2.1:443";
    private static final String HERE6 = "2001:db8::2:5000";
    private static final String THERE6 = "2001:db8::1:443";

    /** Of a source that counts bytes and does not report closed sockets. */
    private static final UnmeasuredLimits COUNTING = new UnmeasuredLimits(null, true, false);

    private final Attributor attributor = new Attributor();

    @Test
    void trafficWithoutAnySocketIsUnattributed() {
        assertEquals(List.of("Unattributed 5000/700"), split(5000, 700, UnmeasuredLimits.UNKNOWN));
    }

    @Test
    void trafficWithoutAnySocketStaysUnattributedBesideAnApplicationThatMovedOneKilobyte() {
        // received: 1024 of payload and a guess of 1024 * 10 % + 0 + 200 = 302; the rest of a million is unattributed.
        // sent: no payload and a guess of 0 + 1024 * 6 % + 200 = 261, the rest of 50000 is unattributed.
        assertEquals(
                List.of("Unattributed 998674/49739", "curl 1326/261 (302/261)"),
                split(
                        1_000_000,
                        50_000,
                        UnmeasuredLimits.UNKNOWN,
                        counted(1024, 0).of("curl")));
    }

    @Test
    void theSameHoldsWhereSegmentsAreKnown() {
        // received: 1024 and 2 segments of 66 bytes; sent: 3 segments of 66 bytes
        assertEquals(
                List.of("Unattributed 998844/49802", "curl 1156/198"),
                split(
                        1_000_000,
                        50_000,
                        UnmeasuredLimits.UNKNOWN,
                        counted(1024, 0).segments(2, 3).of("curl")));
    }

    /** Nobody saw who had the socket: three of four parts are a guess, the fourth is nobody's. */
    @Test
    void inferredOwnersGetAsManyPartsAsTheyHave() {
        assertEquals(
                List.of("Unattributed 250/0", "a 500/0 (500/0)", "b 250/0 (250/0)"),
                split(
                        1000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(1000, 0).inferred().of("a", "a", "b", App.UNATTRIBUTED)));
    }

    @Test
    void measuredBytesAreBookedBeforeAnyHeader() {
        // 1000 and 500 leave 60 for headers that may be 10 * 66 and 5 * 66 bytes: 2 to 1
        assertEquals(
                List.of("a 1040/0", "b 520/0"),
                split(
                        1560,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(1000, 0).segments(10, 0).of("a"),
                        counted(500, 0).segments(5, 0).of("b")));
    }

    @Test
    void segmentsOfIpv6HaveLongerHeaders() {
        // 1000 + 10 * 86
        assertEquals(
                List.of("Unattributed 8140/0", "a 1860/0"),
                split(
                        10_000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        tcp(HERE6, THERE6).moved(1000, 0).segments(10, 0).of("a")));
    }

    @Test
    void withOffloadsHeadersGetOnlyTheRestBesidesPayload() {
        // 45 segments of 66 bytes would be 2970; the interface counted one header of 66 bytes
        assertEquals(
                List.of("a 65226/0"),
                split(
                        65_226,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(65_160, 0).segments(45, 0).of("a")));
    }

    @Test
    void headersThatOffloadsSaveAreNotClaimedLater() {
        // 2970 - 66 = 2904 found no room; 2 % of 65226 = 1304 may be from the moment between the readings, twice.
        saveHeaders(10);
        assertEquals(List.of("Unattributed 97392/0", "a 2608/0"), split(100_000, 0, UnmeasuredLimits.UNKNOWN));
    }

    @Test
    void readingsThatWereFarApartBeforeCarryMoreHeaders() {
        saveHeaders(10);
        split(100_000, 0, UnmeasuredLimits.UNKNOWN); // nobody claims most of it
        saveHeaders(1);
        assertEquals(List.of("Unattributed 97096/0", "a 2904/0"), split(100_000, 0, UnmeasuredLimits.UNKNOWN));
    }

    /** Polls in which the interface counts one header for 45 segments. */
    private void saveHeaders(int polls) {
        for (int i = 0; i < polls; i++) {
            Row row = counted(65_160, 0).segments(45, 0);
            split(65_226, 0, UnmeasuredLimits.UNKNOWN, row.of("a"));
        }
    }

    @Test
    void skewedReadingsLoseNoMeasuredByte() {
        // The sockets are read after the interfaces: the interface has counted only 400 of their 1000 bytes.
        assertEquals(
                List.of("a 400/0"),
                split(
                        400,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(1000, 0).segments(0, 0).of("a")));
        assertEquals(List.of("Unattributed 25/0", "a 600/0"), split(625, 0, UnmeasuredLimits.UNKNOWN));
    }

    @Test
    void headersOfPacketsThatStillWaitInTheQueueAreClaimedLater() {
        Row ahead = tcp(HERE, THERE).moved(20_000, 0).segments(14, 0);
        assertEquals(List.of("a 18000/0"), split(18_000, 0, UnmeasuredLimits.UNKNOWN, ahead.of("a")));
        // 2000 of payload, and all of 14 * 66
        assertEquals(List.of("Unattributed 76/0", "a 2924/0"), split(3000, 0, UnmeasuredLimits.UNKNOWN));
    }

    @Test
    void bytesOfASocketWithAnInferredOwnerAreAnEstimate() {
        assertEquals(
                List.of("a 1066/0 (1066/0)"),
                split(
                        1066,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        tcp(HERE, THERE)
                                .moved(1000, 0)
                                .segments(1, 0)
                                .inferred()
                                .of("a")));
    }

    @Test
    void bytesThatAreCarriedTakeNoRoomOfAnotherApplicationsPresentBytes() {
        split(0, 0, UnmeasuredLimits.UNKNOWN, counted(1000, 0).segments(0, 0).of("late"));
        // 600 of the present and a header of 66 bytes; the rest goes to the bytes that are carried
        assertEquals(
                List.of("late 834/0", "next 666/0"),
                split(
                        1500,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(600, 0).segments(1, 0).of("next")));
    }

    @Test
    void withinOneApplicationTheOldestBytesAreSettledFirst() {
        // A download of 1000 bytes a poll, of which the interface counts the last 600 one poll later
        split(400, 0, UnmeasuredLimits.UNKNOWN, counted(1000, 0).segments(0, 0).of("a"));
        for (int poll = 0; poll < 5; poll++) {
            split(
                    1000,
                    0,
                    UnmeasuredLimits.UNKNOWN,
                    counted(1000, 0).segments(0, 0).of("a"));
        }
        assertEquals(List.of("Unattributed 25/0", "a 600/0"), split(625, 0, UnmeasuredLimits.UNKNOWN));
    }

    @Test
    void measuredBytesAreCarriedForTwoPolls() {
        split(0, 0, UnmeasuredLimits.UNKNOWN, counted(1000, 0).of("a"));
        assertEquals(List.of("a 300/0"), split(300, 0, UnmeasuredLimits.UNKNOWN));
        assertEquals(
                List.of("a 700/0", "Unattributed 50/0").stream().sorted().toList(),
                split(750, 0, UnmeasuredLimits.UNKNOWN));
    }

    @Test
    void measuredBytesAreDroppedAfterTwoPolls() {
        split(0, 0, UnmeasuredLimits.UNKNOWN, counted(1000, 0).of("a"));
        split(0, 0, UnmeasuredLimits.UNKNOWN);
        split(0, 0, UnmeasuredLimits.UNKNOWN);
        assertEquals(List.of("Unattributed 1000/0"), split(1000, 0, UnmeasuredLimits.UNKNOWN));
    }

    @Test
    void whereMoreWasMeasuredThanMovedEachGetsItsPart() {
        // claims of 3000 and 1000 share the 2000 bytes of the interface 3 to 1
        assertEquals(
                List.of("a 1500/0", "b 500/0"),
                split(
                        2000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(3000, 0).of("a"),
                        counted(1000, 0).of("b")));
    }

    @Test
    void uncountedUdpIsBoundedByItsDatagrams() {
        // 1000 are measured; UDP can have moved 3 datagrams of 1514 bytes of the other 99000, divided 2 to 1
        UnmeasuredLimits limits = new UnmeasuredLimits(new Traffic(3 * 1514, 0), true, true);
        assertEquals(
                List.of("Unattributed 94458/0", "chrome 3028/0 (3028/0)", "curl 1000/0", "dns 1514/0 (1514/0)"),
                split(
                        100_000,
                        0,
                        limits,
                        counted(1000, 0).segments(0, 0).of("curl"),
                        udp("10.0.0.2:1", THERE).of("chrome"),
                        udp("10.0.0.2:2", THERE).of("chrome"),
                        udp("10.0.0.2:3", "192.0.2.53:53").of("dns")));
    }

    @Test
    void withoutCountersUdpIsBoundedTooAndTcpGetsTheRest() {
        // Equal weights would give UDP half of 10000; it can have moved 1514.
        UnmeasuredLimits limits = new UnmeasuredLimits(new Traffic(1514, 0), false, false);
        assertEquals(
                List.of("tcp 8486/0 (8486/0)", "udp 1514/0 (1514/0)"),
                split(
                        10_000,
                        0,
                        limits,
                        tcp(HERE, THERE).of("tcp"),
                        udp(HERE, THERE).of("udp")));
    }

    @Test
    void aNewUdpSocketGetsNoMoreThanItsDatagrams() {
        UnmeasuredLimits limits = new UnmeasuredLimits(new Traffic(1514, 0), false, false);
        Claim appeared = new Claim(List.of("chrome"), udp(HERE, THERE).poll(SocketChange.APPEARED));
        assertEquals(List.of("Unattributed 8486/0", "chrome 1514/0 (1514/0)"), split(10_000, 0, limits, appeared));
    }

    @Test
    void quietPortsWeighNothing() {
        assertEquals(
                List.of("chrome 10000/0 (10000/0)"),
                split(
                        10_000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        udp("*:5353", "*:*").of("mDNSResponder"),
                        udp("*:40000", "*:*").of("chrome")));
        assertEquals(
                List.of("Unattributed 10000/0"),
                split(10_000, 0, UnmeasuredLimits.UNKNOWN, udp("*:123", "*:*").of("ntpd")));
    }

    @Test
    void quietPortsThatAreCountedHaveTheirBytes() {
        assertEquals(
                List.of("avahi 900/0"),
                split(
                        900,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        udp("*:5353", "*:*").moved(900, 0).of("avahi")));
    }

    @Test
    void aVanishedSocketGetsAtMostTheBytesOfItsLastInterval() {
        // 5000 and 600 in its last whole interval; the container that moved the rest has no socket here
        assertEquals(
                List.of("Unattributed 95000/200", "curl 5000/600 (5000/600)"),
                split(100_000, 800, COUNTING, vanished("curl", 5000, 600)));
    }

    @Test
    void vanishedSocketsShareWhatIsLeft() {
        // claims of 6000 and 2000 share the 4000 bytes of the interface 3 to 1
        assertEquals(
                List.of("a 3000/0 (3000/0)", "b 1000/0 (1000/0)"),
                split(4000, 0, COUNTING, vanished("a", 6000, 0), vanished("b", 2000, 0)));
    }

    @Test
    void measuredBytesComeBeforeThoseOfVanishedSockets() {
        assertEquals(
                List.of("curl 900/0", "wget 100/0 (100/0)"),
                split(
                        1000,
                        0,
                        COUNTING,
                        vanished("wget", 6000, 0),
                        counted(900, 0).segments(0, 0).of("curl")));
    }

    @Test
    void socketsThatCameOrWentAreNoEvidenceWhereTheSourceCountsBytes() {
        assertEquals(
                List.of("Unattributed 7000/800"),
                split(
                        7000,
                        800,
                        COUNTING,
                        new Claim(List.of("Google Chrome"), counted(0, 0).poll(SocketChange.APPEARED)),
                        vanished("Google Chrome", 0, 0)));
    }

    @Test
    void connectionsOfAnUncountedProtocolAreNoEvidenceWhereTheSourceCountsBytes() {
        assertEquals(
                List.of("Unattributed 7000/800"),
                split(7000, 800, COUNTING, udp(HERE, THERE).of("idle")));
    }

    @Test
    void uncountedUdpIsDividedByTheTimeThatItsProcessesRan() {
        // 3 datagrams of 1514 bytes by 9 ms and 1 ms, and none for the process that did not run
        UnmeasuredLimits limits = new UnmeasuredLimits(new Traffic(3 * 1514, 0), true, true);
        assertEquals(
                List.of("Unattributed 95458/0", "call 4088/0 (4088/0)", "chat 454/0 (454/0)"),
                split(100_000, 0, limits, ran("call", 9_000_000), ran("chat", 1_000_000), ran("idle", 0)));
    }

    @Test
    void whereClosedSocketsAreReportedNoneMovedBytesUnseen() {
        UnmeasuredLimits reported = new UnmeasuredLimits(null, true, true);
        assertEquals(List.of("Unattributed 7000/800"), split(7000, 800, reported, vanished("curl", 5000, 600)));
    }

    @Test
    void theBytesThatReplaceAFrozenCounterAreAnEstimate() {
        assertEquals(
                List.of("a 1050/0 (1050/0)"),
                split(1050, 0, COUNTING, counted(1000, 0).of("a").asEstimate()));
    }

    /** Case 45: a VPN client's UDP download beside a browser; what is sent beside them is the browser's. */
    @Test
    void aUdpDownloadTakesNoAcknowledgementsOfATcpDownload() {
        // received: 112000 of headers by 70620 and 160000; sent: 16000 and 7000 of payload leave 16042; 10 % of 16000 =
        // 1600, and 10 % of 7000, 6 % of 700000 and 200
        // = 42900, in proportion
        assertEquals(
                List.of("Google Chrome 734296/22465 (34296/15465)", "WireGuard 1677704/16577 (77704/577)"),
                split(
                        2_412_000,
                        39_042,
                        COUNTING,
                        udp("192.168.1.10:51820", "198.51.100.7:51820")
                                .moved(1_600_000, 16_000)
                                .of("WireGuard"),
                        counted(700_000, 7000).of("Google Chrome")));
    }

    @Test
    void bytesOfASocketThatApplicationsShareAreSplitAndEstimated() {
        // 1001 in two parts, the first one a byte larger; 11 segments of 66 bytes are 726
        assertEquals(
                List.of("Unattributed 273/0", "nginx 864/0 (864/0)", "php 863/0 (863/0)"),
                split(
                        2000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(1001, 0).segments(11, 0).of("php", "nginx")));
    }

    @Test
    void processesOfOneApplicationDoNotShare() {
        assertEquals(
                List.of("nginx 1000/0"),
                split(1000, 0, UnmeasuredLimits.UNKNOWN, counted(1000, 0).of("nginx", "nginx")));
    }

    @Test
    void measuredBytesWithoutAnOwnerAreUnattributed() {
        // Known applications do not get the other user's bytes: 600 of 1000 are the other user's, 400 belong to curl.
        assertEquals(
                List.of("Unattributed 600/0", "curl 400/0"),
                split(
                        1000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        counted(600, 0).of(),
                        counted(400, 0).of("curl")));
    }

    @Test
    void connectionsWithoutAnOwnerWeighForUnattributed() {
        // Not an estimate: the owner of the bytes is unknown.
        assertEquals(
                List.of("Unattributed 500/0", "curl 500/0 (500/0)"),
                split(
                        1000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        tcp(HERE, THERE).of(),
                        tcp(HERE, THERE).of("curl")));
    }

    @Test
    void withoutCountersItIsWeightingByConnectionCount() {
        // 3 of 4 connections: three quarters, in both directions
        assertEquals(
                List.of("chrome 750/75 (750/75)", "ssh 250/25 (250/25)"),
                split(
                        1000,
                        100,
                        UnmeasuredLimits.UNKNOWN,
                        tcp("10.0.0.2:1", THERE).of("chrome"),
                        tcp("10.0.0.2:2", THERE).of("chrome"),
                        udp("10.0.0.2:3", THERE).of("chrome"),
                        tcp("10.0.0.2:4", THERE).of("ssh")));
    }

    @Test
    void integersGoToTheLargestRemainders() {
        // 2/3 and 1/3 of 100: 66 and 2/3, 33 and 1/3; the last byte goes to the larger remainder
        assertEquals(
                List.of("a 67/0 (67/0)", "b 33/0 (33/0)"),
                split(
                        100,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        tcp("10.0.0.2:1", THERE).of("a"),
                        tcp("10.0.0.2:2", THERE).of("a"),
                        tcp("10.0.0.2:3", THERE).of("b")));
    }

    @Test
    void hostileCountersDoNotOverflow() {
        Claim[] claims = {
            counted(Long.MAX_VALUE, Long.MAX_VALUE)
                    .segments(Long.MAX_VALUE, Long.MAX_VALUE)
                    .of("a"),
            counted(Long.MAX_VALUE, Long.MAX_VALUE)
                    .segments(Long.MAX_VALUE, Long.MAX_VALUE)
                    .of("a"),
            counted(Long.MAX_VALUE, Long.MAX_VALUE).of("b"),
            counted(Long.MAX_VALUE, Long.MAX_VALUE).of("b", "c"),
            counted(Long.MAX_VALUE, Long.MAX_VALUE).of("b", "c")
        };
        Traffic most = new Traffic(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int poll = 0; poll < 4; poll++) {
            assertEquals(most, sum(attributor.split(most, List.of(claims), UnmeasuredLimits.UNKNOWN)));
        }
    }

    @Test
    void anApplicationWithoutClaimsIsForgotten() {
        split(1000, 0, UnmeasuredLimits.UNKNOWN, counted(1000, 0).segments(0, 0).of("a"));
        assertEquals(List.of(), split(0, 0, UnmeasuredLimits.UNKNOWN));
        assertEquals(List.of(App.UNATTRIBUTED + " 10/0"), split(10, 0, UnmeasuredLimits.UNKNOWN));
    }

    /** A connection with these bytes in one poll. */
    private static Row counted(long received, long sent) {
        return tcp(HERE, THERE).moved(received, sent);
    }

    private static Claim vanished(String app, long received, long sent) {
        SocketTraffic gone = counted(0, 0).poll(SocketChange.VANISHED);
        Traffic unseen = new Traffic(received, sent);
        return new Claim(
                List.of(app), new SocketTraffic(gone.socket(), gone.payload(), gone.segments(), gone.change(), unseen));
    }

    /** An uncounted UDP socket with a process that ran so long. */
    private static Claim ran(String app, long nanos) {
        return new Claim(List.of(app), udp(HERE, THERE).poll(SocketChange.STAYED), nanos, false);
    }

    private List<String> split(long received, long sent, UnmeasuredLimits limits, Claim... claims) {
        Traffic total = new Traffic(received, sent);
        List<AppTraffic> rows = attributor.split(total, List.of(claims), limits);
        assertEquals(total, sum(rows));
        return rows.stream().map(AttributorTest::text).toList();
    }

    private static Traffic sum(List<AppTraffic> rows) {
        return rows.stream().map(AppTraffic::traffic).reduce(Traffic.NONE, Traffic::plus);
    }

    private static String text(AppTraffic row) {
        String estimated = row.estimated().isNone() ? "" : " (" + text(row.estimated()) + ")";
        return row.app() + " " + text(row.traffic()) + estimated;
    }

    private static String text(Traffic traffic) {
        return traffic.received() + "/" + traffic.sent();
    }
}
