package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.FakeMachine;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;

class QuicFlowsTest {
    private static final String TCP_ROW = "tcp4 0 0 10.0.0.2.1000 10.0.0.3.443 ESTABLISHED 1 2 3 4 5 0\n";
    private static final Traffic ALL = new Traffic(2_000_000, 100_000);
    private static final Traffic MUCH = new Traffic(900_000, 50_000);
    private static final Traffic LITTLE = new Traffic(2_000, 3_000);

    private final FakeMachine machine =
            new FakeMachine().says(NetstatSockets.TCP, TCP_ROW).says(NetstatSockets.UDP, "");
    private final NetstatSockets netstat = new NetstatSockets(machine);

    @Test
    void nettopIsNotRunWhileTheSocketsExplainNearlyAllBytes() throws Exception {
        for (int i = 0; i < 50; i++) {
            netstat.read();
            netstat.explained(LITTLE, ALL);
        }
        assertEquals(0, runs());
        assertEquals(0, netstat.spacingNanos());
    }

    @Test
    void flowsOfQuicAreReadWhereMuchIsLeftAndCountFromThenOn() throws Exception {
        says("quic4 10.0.0.2:5000<->10.0.0.9:443,7000000,4000,");
        poll();
        assertEquals(List.of("900 0 0"), quic());
        assertEquals(0, netstat.spacingNanos());

        says("quic4 10.0.0.2:5000<->10.0.0.9:443,7900000,4500,", "quic6 fe80::1.5001<->fe80::2.443,100,50,");
        for (int i = 0; i < 4; i++) {
            assertEquals(List.of("900 0 0"), quic());
        }
        assertEquals(List.of("900 900000 500", "900 100 50"), quic());
        assertEquals(2, runs());
        assertEquals(5_000_000_000L, netstat.spacingNanos());

        says("quic4 10.0.0.2:5000<->10.0.0.9:443,7990000,4600,");
        assertEquals(List.of("900 990000 600"), quic());
        assertEquals(3, runs());
    }

    /** The kernel's own sockets are in netstat's listing already. */
    @Test
    void otherRowsOfNettopAreLeftOut() throws Exception {
        says("tcp4 10.0.0.2:1000<->10.0.0.3:443,5,6,", "udp4 10.0.0.2:1001<->10.0.0.3:443,5,6,");
        poll();
        assertEquals(List.of(), quic());
        assertEquals(1, runs());
    }

    @Test
    void nettopIsLeftOutWhereItsFlowsMoveNothingAndTriedAgainMuchLater() throws Exception {
        says("quic4 10.0.0.2:5000<->10.0.0.9:443,7000000,4000,");
        for (int i = 0; i < 250; i++) {
            poll();
            assertEquals(0, netstat.spacingNanos());
        }
        assertEquals(2, runs());
        for (int i = 0; i < 60; i++) {
            poll();
        }
        assertEquals(3, runs());
        says("quic4 10.0.0.2:5000<->10.0.0.9:443,9000000,4000,");
        assertEquals(List.of("900 0 0"), quic());
    }

    @Test
    void flowsThatFallSilentAreLeftOutAgain() throws Exception {
        for (int i = 0; i < 9; i++) {
            says("quic4 10.0.0.2:5000<->10.0.0.9:443," + 1_000_000 * i + ",4000,");
            poll();
        }
        assertEquals(5_000_000_000L, netstat.spacingNanos());
        for (int i = 0; i < 4; i++) {
            poll();
        }
        assertEquals(0, netstat.spacingNanos());
        assertEquals(List.of(), quic());
    }

    @Test
    void withoutNettopNetstatWorksAlone() throws Exception {
        poll();
        assertEquals(1, netstat.read().sockets().size());
        assertEquals(1, runs());
        assertEquals(0, netstat.spacingNanos());
    }

    private void poll() throws ScanException {
        netstat.read();
        netstat.explained(MUCH, ALL);
    }

    private void says(String... rows) {
        machine.says(
                Nettop.COMMAND, ",bytes_in,bytes_out,\ncom.apple.WebKi.900,1,1,\n" + String.join("\n", rows) + "\n");
    }

    private long runs() {
        return machine.asked.stream().filter(Nettop.COMMAND::equals).count();
    }

    /** The process and the bytes of each socket that netstat does not list. */
    private List<String> quic() throws ScanException {
        return netstat.read().sockets().stream()
                .skip(1)
                .map(QuicFlowsTest::words)
                .toList();
    }

    private static String words(Socket flow) {
        Traffic bytes = flow.payload() == null ? Traffic.NONE : flow.payload();
        return flow.owners().get(0).pid() + " " + bytes.received() + " " + bytes.sent();
    }
}
