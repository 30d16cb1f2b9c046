package netmon.scan.linux.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import netmon.scan.ScanException;
import netmon.scan.linux.Recorded;
import netmon.scan.linux.netlink.NetlinkMessages;
import org.junit.jupiter.api.Test;

/**
 * The dumps come from Linux 6.18, from one namespace with a program that had connections to itself: to port 4001 (1000
 * bytes up, 5000 down), 4002 (idle), 4003 (10 up, 20 down, then the client's FIN), 6001 over IPv6 (3000 up, 7000 down),
 * and over IPv4 to an IPv6 listener at 6002 (400 up). {@code destroyed} is 4001 and 6001 closed by both ends.
 */
class SockDiagMessagesTest {
    private static final int FLAGS_AT = 6;
    private static final short DUMP_INTERRUPTED = 0x10;

    @Test
    void tcpOverIpv4HasPayloadAndSegmentsAndIdleConnectionsHaveNone() throws ScanException {
        assertEquals("""
                10.9.0.1:* - 10.9.0.1:4001 received 5000 sent 1000
                10.9.0.1:* - 10.9.0.1:4002 received 0 sent 0
                10.9.0.1:* - 10.9.0.1:4003 received 20 sent 10
                10.9.0.1:* - 10.9.0.1:6002 received 0 sent 400
                10.9.0.1:4001 - *:* listening
                10.9.0.1:4001 - 10.9.0.1:* received 1000 sent 5000
                10.9.0.1:4002 - *:* listening
                10.9.0.1:4002 - 10.9.0.1:* received 0 sent 0
                10.9.0.1:4003 - *:* listening
                10.9.0.1:4003 - 10.9.0.1:* received 10 sent 20
                10.9.0.1:4004 - *:* listening
                """, rows("sock_diag-tcp4.bin"));
    }

    @Test
    void anIpv6SocketThatSpeaksIpv4LooksLikeAnIpv4One() throws ScanException {
        assertEquals("""
                *:6002 - *:* listening
                10.9.0.1:6002 - 10.9.0.1:* received 400 sent 0
                [fd09:0:0:0:0:0:0:1]:* - [fd09:0:0:0:0:0:0:1]:6001 received 7000 sent 3000
                [fd09:0:0:0:0:0:0:1]:6001 - *:* listening
                [fd09:0:0:0:0:0:0:1]:6001 - [fd09:0:0:0:0:0:0:1]:* received 3000 sent 7000
                """, rows("sock_diag-tcp6.bin"));
    }

    @Test
    void udpHasNoCounters() throws ScanException {
        assertEquals("""
                *:5353 - *:* nothing
                10.9.0.1:* - 10.9.0.1:5353 nothing
                """, rows("sock_diag-udp4.bin"));
        assertEquals("[fd09:0:0:0:0:0:0:1]:546 - *:* nothing\n", rows("sock_diag-udp6.bin"));
    }

    @Test
    void theRemainsOfAClosedConnectionHaveNoCounters() throws ScanException {
        assertTrue(rows("sock_diag-all-states.bin").contains("10.9.0.1:4004 - 10.9.0.1:* nothing\n")
                || rows("sock_diag-all-states.bin").contains("10.9.0.1:* - 10.9.0.1:4004 nothing\n"));
    }

    @Test
    void aDestroyedSocketHasItsLastCountersWithoutTheFin() throws ScanException {
        assertEquals("""
                10.9.0.1:* - 10.9.0.1:4001 received 5000 sent 1000
                10.9.0.1:4001 - 10.9.0.1:* received 1000 sent 5000
                [fd09:0:0:0:0:0:0:1]:* - [fd09:0:0:0:0:0:0:1]:6001 received 7000 sent 3000
                [fd09:0:0:0:0:0:0:1]:6001 - [fd09:0:0:0:0:0:0:1]:* received 3000 sent 7000
                """, rows("sock_diag-destroyed.bin"));
    }

    @Test
    void segmentsAndIdentityAreRead() throws ScanException {
        SockDiagMessages.each("test", Recorded.resource("sock_diag-tcp4.bin"), row -> {
            assertTrue(row.cookie() > 0);
            assertTrue(row.inode() > 0);
            assertEquals(0, row.uid());
            boolean idle = row.remote(null).port() == 4002;
            assertTrue(!idle || (row.segmentsSent() == 2 && row.segmentsReceived() == 1), "SYN and ACK; SYN-ACK");
        });
    }

    @Test
    void olderKernelsReportLess() throws ScanException {
        ByteBuffer row = oneRow();
        assertEquals("received 1000 sent 5000", counters(withInfo(row, 232)));
        assertEquals("received 1000 sent 5000", counters(withInfo(row, 208)));
        assertEquals("received 1000 sent 4999, acknowledged", counters(withInfo(row, 200)));
        assertEquals("received 1000 sent 4999, acknowledged", counters(withInfo(row, 144)));
        assertEquals("received 1000 sent 4999, no segments", counters(withInfo(row, 136)));
        assertEquals("nothing", counters(withInfo(row, 120)));
        assertEquals("nothing", counters(withInfo(row, 0)));
    }

    @Test
    void anInterruptedDumpIsTornAndAWholeOneIsNot() throws ScanException {
        ByteBuffer dump = Recorded.resource("sock_diag-tcp4.bin").order(ByteOrder.nativeOrder());
        assertFalse(SockDiagMessages.each("test", dump, row -> {}));
        dump.putShort(FLAGS_AT, (short) (dump.getShort(FLAGS_AT) | DUMP_INTERRUPTED));
        assertTrue(SockDiagMessages.each("test", dump, row -> {}));
        assertTrue(SockDiagMessages.each("test", ByteBuffer.allocate(0), row -> {}));
    }

    @Test
    void hostileMessagesAreErrors() {
        refused(dump -> dump.putInt(0, 0)); // with a length of 0 the loop would never end
        refused(dump -> dump.putInt(0, -1));
        refused(dump -> dump.putInt(0, Integer.MAX_VALUE));
        refused(dump -> dump.putInt(0, 16)); // no body
        refused(dump -> dump.putShort(4, (short) 16)); // an interface
        refused(dump -> dump.putShort(4, (short) 2).putInt(16, -2)); // ENOENT: no such protocol
        refused(dump -> dump.limit(dump.getInt(0) - 1));
    }

    @Test
    void arbitraryBytesAreParsedOrRefused() {
        Random random = new Random(20261123);
        byte[] good = Recorded.resource("sock_diag-tcp6.bin").array();
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = good.clone();
            for (int changes = random.nextInt(1, 9); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ByteBuffer dump = ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1));
            try {
                SockDiagMessages.each("test", dump, row -> {
                    row.local(null);
                    row.remote(row.local(null));
                    row.isLoopback();
                    describe(row);
                });
            } catch (ScanException e) {
                assertTrue(e.toString().contains("test: "));
            }
        }
    }

    private interface Change {
        ByteBuffer of(ByteBuffer dump);
    }

    private static void refused(Change change) {
        ByteBuffer dump = change.of(Recorded.resource("sock_diag-tcp4.bin").order(ByteOrder.nativeOrder()));
        assertThrows(ScanException.class, () -> SockDiagMessages.each("test", dump, row -> {}));
    }

    /** One line a row, without ephemeral ports, sorted. */
    private static String rows(String resource) throws ScanException {
        List<String> lines = new ArrayList<>();
        SockDiagMessages.each(
                resource,
                Recorded.resource(resource),
                row -> lines.add((row.local(null) + " - " + row.remote(null)).replaceAll(":\\d{5}\\b", ":*")
                        + " " + describe(row)
                        + "\n"));
        return String.join("", new TreeSet<>(lines));
    }

    private static String describe(DiagRow row) {
        if (row.isListening()) {
            return "listening";
        }
        return row.hasPayload() ? "received " + row.received() + " sent " + row.sent() : "nothing";
    }

    private static String counters(ByteBuffer dump) throws ScanException {
        StringBuilder text = new StringBuilder();
        SockDiagMessages.each(
                "test",
                dump,
                row -> text.append(describe(row))
                        .append(row.hasPayload() && row.sent() == 4999 ? ", acknowledged" : "")
                        .append(row.hasPayload() && !row.hasSegments() ? ", no segments" : ""));
        return text.toString().replace(", acknowledged, no", ", no");
    }

    /** The header and the fixed part of the accepted socket of port 4001, and its whole tcp_info. */
    private static ByteBuffer oneRow() throws ScanException {
        ByteBuffer made = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        ByteBuffer dump = Recorded.resource("sock_diag-tcp4.bin");
        NetlinkMessages.each("test", dump, (type, data, from, to) -> {
            boolean wanted =
                    data.duplicate().order(ByteOrder.BIG_ENDIAN).getShort(from + 4) == 4001 && data.get(from + 1) == 1;
            if (wanted) {
                made.clear().put(data.slice(from - NetlinkMessages.HEADER, NetlinkMessages.HEADER + DiagRow.LENGTH));
                NetlinkMessages.eachAttribute(data, from + DiagRow.LENGTH, to, (attribute, bytes, start, end) -> {
                    if (attribute == 2) {
                        made.putShort((short) (4 + end - start)).putShort((short) 2);
                        made.put(bytes.slice(start, end - start));
                    }
                });
            }
        });
        return made.flip();
    }

    /** The row with so many bytes of its tcp_info, as an older kernel reports it; none for 0. */
    private static ByteBuffer withInfo(ByteBuffer row, int length) {
        int fixed = NetlinkMessages.HEADER + DiagRow.LENGTH;
        ByteBuffer made = ByteBuffer.allocate(fixed + (length == 0 ? 0 : 4 + length))
                .order(ByteOrder.nativeOrder())
                .put(row.slice(0, fixed));
        if (length > 0) {
            made.putShort((short) (4 + length)).putShort((short) 2).put(row.slice(fixed + 4, length));
        }
        made.putInt(0, made.position());
        return made.flip();
    }
}
