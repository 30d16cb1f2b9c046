package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import netmon.model.SocketTable;
import netmon.scan.FakeMachine;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetstatSocketsTest {
    private static final String TCP_ROW = "tcp4 0 0 10.0.0.2.1000 10.0.0.3.443 ESTABLISHED 1 2 3 4 5 0\n";
    private static final String UDP_ROW = "udp4 0 0 10.0.0.2.1000 10.0.0.3.443 1 2 3 4 5 0\n";

    private final FakeMachine machine =
            new FakeMachine().says(NetstatSockets.TCP, TCP_ROW).says(NetstatSockets.UDP, UDP_ROW + UDP_ROW);
    private final NetstatSockets netstat = new NetstatSockets(machine);

    @Test
    void tcpAndUdpMakeOneTable() throws Exception {
        SocketTable table = netstat.read();
        assertEquals(3, table.sockets().size());
        assertFalse(table.torn());
        assertFalse(table.reportsClosed());
        assertEquals(List.of("netstat -anvvbl -p tcp", "netstat -anvvbl -p udp"), machine.asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Some udp sockets may have been created.\n", "udp4 0 0 10.0.0.2.1000 10.0"})
    void eitherListingTearsTheTable(String end) throws Exception {
        machine.says(NetstatSockets.UDP, UDP_ROW + end);
        SocketTable torn = netstat.read();
        assertTrue(torn.torn());
        assertEquals(2, torn.sockets().size());
        machine.says(NetstatSockets.UDP, UDP_ROW);
        assertFalse(netstat.read().torn());
    }

    @Test
    void aListingThatIsCutOffWithinItsOnlyRowIsTorn() throws Exception {
        machine.says(NetstatSockets.TCP, "tcp4 0 0 10.0.0.2.1000 10.0.0.3.443 ESTABLISHED 1 2 3 4");
        SocketTable torn = netstat.read();
        assertTrue(torn.torn());
        assertEquals(2, torn.sockets().size(), "those of UDP");
    }

    @Test
    void anExitStatusBesideRowsTearsTheListing() throws Exception {
        byte[] row = TCP_ROW.getBytes(StandardCharsets.UTF_8);
        machine.says(NetstatSockets.TCP, new ProgramOutput(ByteBuffer.wrap(row), 1));
        assertTrue(netstat.read().torn());
    }

    @Test
    void anOlderRecordingHasTheListingOfOneV() throws Exception {
        machine.lacks(NetstatSockets.TCP).lacks(NetstatSockets.UDP);
        machine.says("netstat -anvbl -p tcp", TCP_ROW).says("netstat -anvbl -p udp", UDP_ROW);
        assertEquals(2, netstat.read().sockets().size());
        assertEquals("netstat -anvbl -p tcp", netstat.rowTallies().get(0).program());
        machine.asked.clear();
        netstat.read();
        assertEquals(List.of("netstat -anvbl -p tcp", "netstat -anvbl -p udp"), machine.asked);
    }

    @Test
    void aListingThatIsMissingLaterIsNoReasonForOtherColumns() throws Exception {
        machine.says("netstat -anvbl -p tcp", TCP_ROW);
        netstat.read();
        machine.lacks(NetstatSockets.TCP);
        assertThrows(ScanException.class, netstat::read);
    }

    @Test
    void udpThatFailsAtFirstIsTriedAgainEverMoreSeldom() throws Exception {
        machine.lacks(NetstatSockets.UDP);
        for (int poll = 1; poll <= 200; poll++) {
            assertEquals(1, netstat.read().sockets().size());
        }
        // at the 1st, 61st and 181st poll
        assertEquals(
                3, machine.asked.stream().filter(NetstatSockets.UDP::equals).count());
    }

    @Test
    void whenUdpWorksAgainTheNextPollIsABaseline() throws Exception {
        machine.lacks(NetstatSockets.UDP);
        netstat.read();
        machine.says(NetstatSockets.UDP, UDP_ROW);
        for (int poll = 2; poll <= 60; poll++) {
            assertEquals(1, netstat.read().sockets().size());
        }
        assertThrows(ScanException.class, netstat::read, "a look that failed is followed by a baseline");
        assertEquals(2, netstat.read().sockets().size());
        machine.lacks(NetstatSockets.UDP);
        assertThrows(ScanException.class, netstat::read, "from then on a poll without it fails");
    }

    @Test
    void udpThatStopsWorkingFailsThePollUntilItWorksAgain() throws Exception {
        netstat.read();
        machine.lacks(NetstatSockets.UDP);
        assertThrows(ScanException.class, netstat::read);
        machine.says(NetstatSockets.UDP, UDP_ROW);
        assertEquals(2, netstat.read().sockets().size());
        assertFalse(netstat.read().torn());
    }

    @Test
    void withoutTcpThereIsNoTable() {
        machine.lacks(NetstatSockets.TCP);
        assertThrows(ScanException.class, netstat::read);
    }

    @Test
    void aListingWithoutSocketsIsAnError() {
        machine.says(NetstatSockets.TCP, "").says(NetstatSockets.UDP, "");
        ScanException e = assertThrows(ScanException.class, netstat::read);
        assertEquals("netstat: it printed no sockets", e.getMessage());
    }

    @Test
    void anExitStatusWithoutRowsIsNamed() {
        machine.says(NetstatSockets.TCP, new ProgramOutput(ByteBuffer.allocate(0), 3));
        ScanException e = assertThrows(ScanException.class, netstat::read);
        assertEquals("netstat -anvvbl -p tcp: exit status 3", e.getMessage());
    }
}
