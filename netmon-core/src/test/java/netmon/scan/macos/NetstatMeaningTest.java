package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import netmon.model.CalibrationText;
import netmon.model.OwnerProcess;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.FakeMachine;
import netmon.scan.macos.NetstatRows.Moved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetstatMeaningTest {
    private final FakeMachine machine = new FakeMachine().says(NetstatSockets.UDP, "");
    private final NetstatSockets netstat = new NetstatSockets(machine);

    @ParameterizedTest
    @CsvSource({"tcp4, 26.1", "tcp6, 26.1", "udp4, 26.1", "udp6, 26.1", "tcp4, 15.2", "udp6, 15.2"})
    void withPacketsThePayloadIsExact(String proto, double version) throws Exception {
        Moved moved = new Moved(proto, 50001, 9_200_001, 4_003);
        Socket socket = read(version, true, new NetstatRows(version, true).kernel(moved, "curl", 600, 11));
        assertEquals(new Traffic(9_200_001, 4_003), socket.payload());
        assertEquals(new Segments(moved.segmentsIn(), moved.segmentsOut()), socket.segments());
    }

    @ParameterizedTest
    @CsvSource({"tcp4, 15.0", "tcp4, 15.2", "udp4, 26.1"})
    void withoutPacketsTheyAreTakenForFullOnes(String proto, double version) throws Exception {
        Moved moved = new Moved(proto, 50001, 9_200_001, 4_003);
        Socket socket = read(version, false, new NetstatRows(version, false).kernel(moved, "curl", 600, 11));
        assertNear(9_200_001, payload(socket).received(), 0.001);
        assertEquals(4_003, payload(socket).sent());
    }

    @ParameterizedTest
    @CsvSource({"10.14", "12.7", "14.5"})
    void upToMacos14BothDirectionsHoldHeaders(double version) throws Exception {
        Moved moved = new Moved("tcp4", 50001, 9_200_001, 1_000_000);
        Socket socket = read(version, false, new NetstatRows(version, false).kernel(moved, "curl", 600, 11));
        Segments segments = Objects.requireNonNull(socket.segments());
        assertNear(9_200_001, payload(socket).received(), 0.001);
        // On the wire every packet has 66 bytes more than its payload.
        long received = 9_200_001 + 66 * moved.segmentsIn();
        long sent = 1_000_000 + 66 * moved.segmentsOut();
        assertNear(received, payload(socket).received() + 66 * segments.received(), 0.001);
        assertNear(sent, payload(socket).sent() + 66 * segments.sent(), 0.002);
    }

    @Test
    void acknowledgementsAreAmongTheSentBytesUpToMacos14() throws Exception {
        Moved moved = new Moved("tcp4", 50001, 9_200_001, 0);
        Socket socket = read(14.5, false, new NetstatRows(14.5, false).kernel(moved, "curl", 600, 11));
        Segments segments = Objects.requireNonNull(socket.segments());
        assertNear(66 * moved.segmentsOut(), payload(socket).sent() + 66 * segments.sent(), 0.001);
    }

    @Test
    void aFlowInUserSpaceIsCountedOnce() throws Exception {
        Moved moved = new Moved("tcp4", 50002, 14_500_000, 4_000);
        Socket socket = read(26.1, true, new NetstatRows(26.1, true).userSpace(moved, "Mail", 601));
        assertEquals(new Traffic(14_500_000, 4_000), socket.payload());
        assertEquals(0, socket.id());
        assertNotNull(socket.segments());
    }

    @Test
    void whereNothingTellsThePacketsTheyAreFullOnes() throws Exception {
        Moved moved = new Moved("tcp4", 50002, 14_500_000, 4_000);
        NetstatRows rows = new NetstatRows(15.0, false).userSpace(moved, "Mail", 601);
        assertEquals(new Segments(10_016, 5_010), read(15.0, false, rows).segments());
    }

    @Test
    void anUnknownVersionIsTheNewest() throws Exception {
        Moved moved = new Moved("tcp4", 50001, 2_000_000, 0);
        machine.says(
                NetstatSockets.TCP,
                new NetstatRows(26.1, true).kernel(moved, "curl", 600, 11).toString());
        assertEquals(2_000_000, payload(netstat.read().sockets().get(0)).received());
    }

    /** 786432 bytes are written at once; the send buffer empties by 110000 a second. */
    @Test
    void whatWaitsInTheSendBufferWasNotSent() throws Exception {
        long[] sent = new long[9];
        for (int n = 1; n < sent.length; n++) {
            long gone = Math.min(786_432, 110_000L * n);
            NetstatRows rows = new NetstatRows(26.1, true)
                    .row(new Moved("tcp4", 50001, 0, 786_432), 786_432 - gone, "photolibraryd", 700, "", 0, 11, 0);
            sent[n] = payload(read(26.1, true, rows)).sent();
        }
        assertEquals(110_000, sent[1]);
        assertEquals(770_000, sent[7]);
        assertEquals(786_432, sent[8]);
    }

    @Test
    void upToMacos14SentBytesHaveLeftTheMachine() throws Exception {
        NetstatRows old = new NetstatRows(14.5, false)
                .row(new Moved("tcp4", 50001, 0, 786_432), 500_000, "photolibraryd", 700, "", 0, 11, 0);
        assertNear(786_432, payload(read(14.5, false, old)).sent(), 0.005);
    }

    @ParameterizedTest
    @CsvSource({"26.1, true, 702", "15.2, true, 702", "15.2, false, 702", "14.5, false, 702", "26.1, false, 701"})
    void theProcessForWhichADaemonWorksIsTheOwner(double version, boolean packets, int owner) throws Exception {
        NetstatRows rows = new NetstatRows(version, packets)
                .row(new Moved("tcp4", 50001, 750_000, 500), 0, "nsurlsessiond", 701, "Podcasts", 702, 11, 0);
        assertEquals(owner, read(version, packets, rows).owners().get(0).pid());
    }

    @Test
    void namesOfTwoProcessesMayHoldBlanksAndColons() throws Exception {
        NetstatRows rows = new NetstatRows(26.1, true)
                .row(new Moved("tcp4", 50001, 1, 1), 0, "a: b 12:34 ", 220, "", 0, 11, 0)
                .row(new Moved("tcp4", 50002, 1, 1), 0, "", 1601, "Code Helper (Pl", 388, 12, 0)
                .row(new Moved("tcp4", 50003, 1, 1), 0, "Antigravity IDE ", 2086, "größe", 123456, 13, 0);
        machine.version = "26.1";
        machine.says(NetstatSockets.TCP, rows.toString());
        List<OwnerProcess> owners = netstat.read().sockets().stream()
                .map(each -> each.owners().get(0))
                .toList();
        assertEquals(
                List.of(
                        OwnerProcess.unresolved(220, "a: b 12:34"),
                        OwnerProcess.unresolved(388, "Code Helper (Pl"),
                        OwnerProcess.unresolved(123456, "größe")),
                owners);
    }

    @Test
    void aCalibrationReplacesWhatTheReleaseSuggests() throws Exception {
        netstat.calibrate(CalibrationText.parse(
                        "netstat owner=yes closed=no unsent=no others=yes tcp4:in=1+0 tcp4:out=2+0 udp4:in=unknown+0")
                .get(0));
        Moved moved = new Moved("tcp4", 50001, 1_000_000, 4_000);
        NetstatRows rows = new NetstatRows(26.1, true).row(moved, 3_000, "curl", 600, "", 0, 11, 0);
        Socket socket = read(26.1, true, rows);
        assertEquals(2_000_000 + 52 * moved.segmentsIn(), payload(socket).received());
        assertEquals(2_000, payload(socket).sent(), "the send queue is not subtracted");
    }

    @Test
    void aProofGetsTheCountersAsTheyArePrinted() throws Exception {
        Moved moved = new Moved("tcp4", 50001, 1_000_000, 4_000);
        NetstatRows rows = new NetstatRows(26.1, true).row(moved, 3_000, "curl", 600, "", 0, 11, 0);
        netstat.listLoopback(true);
        Traffic printed = payload(read(26.1, true, rows));
        assertEquals(new Traffic(2_000_000 + 52 * moved.segmentsIn(), 4_000), printed);
        netstat.listLoopback(false);
        assertEquals(new Traffic(1_000_000, 1_000), payload(read(26.1, true, rows)));
    }

    @Test
    void aCalibrationThatAgreesLeavesTheExactHeaders() {
        NetstatMeaning known = NetstatMeaning.of("26.1");
        assertEquals(
                known,
                known.calibrated(CalibrationText.parse("netstat owner=yes closed=no unsent=yes others=yes"
                                + " tcp4:in=2+47 tcp4:out=1+0 udp6:in=2+30")
                        .get(0)));
    }

    /** Application 700 is diverted; proxy 800 carries the same bytes, and 10,000 of its own a second. */
    @Test
    void theBytesOfADivertedSocketAreTakenFromItsProxy() throws Exception {
        machine.version = "26.1";
        Traffic app = Traffic.NONE;
        Traffic proxy = Traffic.NONE;
        Traffic other = Traffic.NONE;
        for (int n = 0; n < 5; n++) {
            long lag = n == 0 ? 0 : 3_000;
            machine.says(
                    NetstatSockets.TCP,
                    new NetstatRows(26.1, true)
                            .row(new Moved("tcp4", 50001, 1_000_000L * n, 20_000L * n), 0, "app", 700, "", 0, 11, 8)
                            .row(
                                    new Moved("tcp4", 50002, 1_010_000L * n + lag, 20_000L * n),
                                    0,
                                    "proxy",
                                    800,
                                    "",
                                    0,
                                    12,
                                    0)
                            .row(new Moved("tcp4", 50003, 300_000L * n, 0), 0, "other", 900, "", 0, 13, 0)
                            .toString());
            List<Socket> sockets = netstat.read().sockets();
            app = payload(sockets.get(0));
            proxy = payload(sockets.get(1));
            other = payload(sockets.get(2));
        }
        assertEquals(new Traffic(4_000_000, 80_000), app);
        assertEquals(new Traffic(43_000, 0), proxy);
        assertEquals(new Traffic(1_200_000, 0), other);
    }

    private Socket read(double version, boolean packets, NetstatRows rows) throws Exception {
        String command = packets ? NetstatSockets.TCP : NetstatSockets.TCP.replace("vv", "v");
        machine.version = String.valueOf(version);
        machine.says(command, rows.toString());
        return netstat.read().sockets().get(0);
    }

    private static Traffic payload(Socket socket) {
        assertNotNull(socket.payload());
        return Objects.requireNonNull(socket.payload());
    }

    private static void assertNear(long expected, long found, double tolerance) {
        assertTrue(Math.abs(expected - found) <= tolerance * expected + 1, found + " instead of " + expected);
    }
}
