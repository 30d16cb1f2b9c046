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
        // 2970 - 66 = 2904 found no room; 2 % of 65226 = 1304 may be from the moment between the readings.
        split(
                65_226,
                0,
                UnmeasuredLimits.UNKNOWN,
                counted(65_160, 0).segments(45, 0).of("a"));
        assertEquals(List.of("Unattributed 98696/0", "a 1304/0"), split(100_000, 0, UnmeasuredLimits.UNKNOWN));
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
    void bytesThatAreCarriedComeBeforeTheNext() {
        split(0, 0, UnmeasuredLimits.UNKNOWN, counted(1000, 0).of("late"));
        // 1000 carried over and 500 of the other's 600; nothing is left for headers
        assertEquals(
                List.of("late 1000/0", "next 500/0"),
                split(1500, 0, UnmeasuredLimits.UNKNOWN, counted(600, 0).of("next")));
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
        // 3000 and 1000 into 2000
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
        UnmeasuredLimits limits = new UnmeasuredLimits(new Traffic(3 * 1514, 0), true);
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
        UnmeasuredLimits limits = new UnmeasuredLimits(new Traffic(1514, 0), false);
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
        UnmeasuredLimits limits = new UnmeasuredLimits(new Traffic(1514, 0), false);
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
    void vanishedSocketsGetTheRestWhereClosedOnesAreNotReported() {
        assertEquals(
                List.of("curl 7000/800 (7000/800)"),
                split(7000, 800, UnmeasuredLimits.UNKNOWN, changed("curl", SocketChange.VANISHED)));
    }

    @Test
    void vanishedAndAppearedSocketsShareTheRest() {
        // 3 of 4 changes
        assertEquals(
                List.of("a 6000/0 (6000/0)", "b 2000/0 (2000/0)"),
                split(
                        8000,
                        0,
                        UnmeasuredLimits.UNKNOWN,
                        changed("a", SocketChange.VANISHED),
                        changed("a", SocketChange.APPEARED),
                        changed("a", SocketChange.VANISHED),
                        changed("b", SocketChange.APPEARED)));
    }

    @Test
    void vanishedSocketsGetNoMoreThanTheyCanHaveMoved() {
        // 16 MiB each; the container that moved the rest has no socket here
        assertEquals(
                List.of("Unattributed 83222784/0", "curl 16777216/0 (16777216/0)"),
                split(100_000_000, 0, UnmeasuredLimits.UNKNOWN, changed("curl", SocketChange.VANISHED)));
    }

    @Test
    void whereClosedSocketsAreReportedNoneMovedBytesUnseen() {
        UnmeasuredLimits reported = new UnmeasuredLimits(null, true);
        assertEquals(
                List.of("Unattributed 7000/800"), split(7000, 800, reported, changed("curl", SocketChange.APPEARED)));
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

    private static Claim changed(String app, SocketChange change) {
        return new Claim(List.of(app), counted(0, 0).poll(change));
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
