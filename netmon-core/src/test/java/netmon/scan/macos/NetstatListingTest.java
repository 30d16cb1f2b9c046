package netmon.scan.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.Resources;
import netmon.scan.RowTally;
import netmon.scan.ScanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetstatListingTest {
    private static final String COMMAND = "netstat -anvbl -p tcp";

    private static final String MACOS_10_11 = """
            Active Internet connections (including servers)
            Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)        rxbytes    txbytes rhiwat shiwat    pid   epid
            tcp4       0      0  192.168.1.7.49200      17.57.146.52.5223      ESTABLISHED       9026        316 131072 131072    301      0
            tcp6       0      0  2a02:8109:8a40:1234:acde:48ff:fe00:1122.49212 2a00:1450:4001:80b::200e.443 CLOSE_WAIT   10000000000        1 131072 131072    412    398
            tcp46      0      0  *.6969                 *.*                    LISTEN                 0          0 131072 131072   1601      0
            udp4       0      0  *.*                    *.*                                          12         34 196724   9216    388      0
            udp6       0      0  fe80::1%en0.5353       *.*                                          56         78 196724   9216    220      0
            """;

    private static final String MACOS_10_14 = """
            Active Internet connections (including servers)
            Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)        rxbytes    txbytes rhiwat shiwat    pid   epid  state    options
            tcp4       0      0  192.168.1.7.49200      17.57.146.52.5223      ESTABLISHED       9026        316 131072 131072    301      0 0x0102 0x00000008
            tcp6       0      0  2a02:8109:8a40:1234:acde:48ff:fe00:1122.49212          2a00:1450:4001:80b::200e.443                  CLOSE_WAIT   10000000000        1 131072 131072    412    398 0x0122 0x00000008
            tcp46      0      0  *.6969                 *.*                    LISTEN                 0          0 131072 131072   1601      0 0x0180 0x00000006
            udp4       0      0  *.*                    *.*                                          12         34 196724   9216    388      0 0x0100 0x00000000
            udp6       0      0  fe80::1%en0.5353       *.*                                          56         78 196724   9216    220      0 0x0100 0x00000206
            """;

    private static final String MACOS_13 = """
            Active Internet connections (including servers)
            Proto Recv-Q Send-Q  Local Address                                 Foreign Address                               (state)        rxbytes    txbytes  rhiwat  shiwat    pid   epid state  options           gencnt    flags   flags1 usscnt rtncnt fltrs
            tcp4       0      0  192.168.1.7.49200                             17.57.146.52.5223                             ESTABLISHED       9026        316  131072  131072    301      0 00102 00000008 000000000025c5ff 00000080 01000900      2      0 000000
            tcp6       0      0  2a02:8109:8a40:1234:acde:48ff:fe00:1122.49212 2a00:1450:4001:80b::200e.443                  CLOSE_WAIT  10000000000          1  131072  131072    412    398 00122 00000008 000000000025c600 00000080 01000900      2      0 000000
            tcp46      0      0  *.6969                                        *.*                                           LISTEN               0          0  131072  131072   1601      0 00180 00000006 000000000025c601 00000080 01000900      2      0 000000
            udp4       0      0  *.*                                           *.*                                                         12         34  196724    9216    388      0 00100 00000000 0000000000000000 00000080 01000900      2      0 000000
            udp6       0      0  fe80::1%en0.5353                              *.*                                                         56         78  196724    9216    220      0 00100 00000206 ffffffffffffffff 00000080 01000900      2      0 000000
            """;

    private static final String MACOS_15_2 = """
            Active Internet connections (including servers)
            Proto Recv-Q Send-Q  Local Address                                 Foreign Address                               (state)          rxbytes      txbytes  rhiwat  shiwat    pid   epid state  options           gencnt    flags   flags1 usecnt rtncnt fltrs
            tcp4       0      0  192.168.1.7.49200                             17.57.146.52.5223                             ESTABLISHED         9026          316  131072  131072    301      0 00102 00000008 000000000025c5ff 00000080 01000900      2      0 000000
            tcp6       0      0  2a02:8109:8a40:1234:acde:48ff:fe00:1122.49212 2a00:1450:4001:80b::200e.443                  CLOSE_WAIT   10000000000            1  131072  131072    412    398 00122 00000008 000000000025c600 00000080 01000900      2      0 000000
            tcp46      0      0  *.6969                                        *.*                                           LISTEN                 0            0  131072  131072   1601      0 00180 00000006 000000000025c601 00000080 01000900      2      0 000000
            udp4       0      0  *.*                                           *.*                                                           12           34  196724    9216    388      0 00100 00000000 0000000000000000 00000080 01000900      2      0 000000
            udp6       0      0  fe80::1%en0.5353                              *.*                                                           56           78  196724    9216    220      0 00100 00000206 ffffffffffffffff 00000080 01000900      2      0 000000
            """;

    private static final String MACOS_26 = """
            Active Internet connections (including servers)
            Proto Recv-Q Send-Q  Local Address                                 Foreign Address                               (state)          rxbytes      txbytes  rhiwat  shiwat          process:pid    state  options           gencnt    flags   flags1 usecnt rtncnt fltrs
            tcp4       0      0  192.168.1.7.49200                             17.57.146.52.5223                             ESTABLISHED         9026          316  131072  131072             apsd:301    00102 00000008 000000000025c5ff 00000080 01000900      2      0 000000
            tcp6       0      0  2a02:8109:8a40:1234:acde:48ff:fe00:1122.49212 2a00:1450:4001:80b::200e.443                  CLOSE_WAIT   10000000000            1  131072  131072 Antigravity IDE :2086   00122 00000008 000000000025c600 00000080 01000900      2      0 000000
            tcp46      0      0  *.6969                                        *.*                                           LISTEN                 0            0  131072  131072                 :1601   00180 00000006 000000000025c601 00000080 01000900      2      0 000000
            udp4       0      0  *.*                                           *.*                                                           12           34  196724    9216  Code Helper (Pl:388    00100 00000000 0000000000000000 00000080 01000900      2      0 000000
            udp6       0      0  fe80::1%en0.5353                              *.*                                                           56           78  196724    9216     a: b 12:34 :220    00100 00000206 ffffffffffffffff 00000080 01000900      2      0 000000
            tcp4       0      0  192.168.1.7.49201                             17.57.146.52.5223                             ESTABLISHED         9026          316  131072  131072      kernel_task:0      00102 00000008 000000000025c602 00000080 01000900      2      0 000000
            tcp4       0      0  192.168.1.7.49202                             17.57.146.52.5223                             ESTABLISHED         9026          316  131072  131072            größe:123456 00102 00000008 000000000025c603 00000080 01000900      2      0 000000
            """;

    @Test
    void macos10x11HasBytesAndProcesses() throws Exception {
        assertEquals("""
                TCP 192.168.1.7:49200 17.57.146.52:5223 0 301 - 9026 316
                TCP [2a02:8109:8a40:1234:acde:48ff:fe00:1122]:49212 [2a00:1450:4001:80b:0:0:0:200e]:443 0 398 - 10000000000 1
                TCP *:6969 *:* 0 listening 1601 - 0 0
                UDP *:* *:* 0 388 - 12 34
                UDP [fe80:0:0:0:0:0:0:1]:5353 *:* 0 220 - 56 78
                """, show(parse(MACOS_10_11)));
    }

    @Test
    void macos10x14AddsStateAndOptions() throws Exception {
        assertEquals(show(parse(MACOS_10_11)), show(parse(MACOS_10_14)));
    }

    @ParameterizedTest
    @ValueSource(strings = {MACOS_13, MACOS_15_2})
    void macos13AddsTheKernelsNumberOfTheSocket(String listing) throws Exception {
        assertEquals("""
                TCP 192.168.1.7:49200 17.57.146.52:5223 25c5ff 301 - 9026 316
                TCP [2a02:8109:8a40:1234:acde:48ff:fe00:1122]:49212 [2a00:1450:4001:80b:0:0:0:200e]:443 25c600 398 - 10000000000 1
                TCP *:6969 *:* 25c601 listening 1601 - 0 0
                UDP *:* *:* 0 388 - 12 34
                UDP [fe80:0:0:0:0:0:0:1]:5353 *:* ffffffffffffffff 220 - 56 78
                """, show(parse(listing)));
    }

    @Test
    void macos26NamesTheProcess() throws Exception {
        assertEquals("""
                TCP 192.168.1.7:49200 17.57.146.52:5223 25c5ff 301 apsd 9026 316
                TCP [2a02:8109:8a40:1234:acde:48ff:fe00:1122]:49212 [2a00:1450:4001:80b:0:0:0:200e]:443 25c600 2086 Antigravity IDE 10000000000 1
                TCP *:6969 *:* 25c601 listening 1601 - 0 0
                UDP *:* *:* 0 388 Code Helper (Pl 12 34
                UDP [fe80:0:0:0:0:0:0:1]:5353 *:* ffffffffffffffff 220 a: b 12:34 56 78
                TCP 192.168.1.7:49201 17.57.146.52:5223 25c602 0 kernel_task 9026 316
                TCP 192.168.1.7:49202 17.57.146.52:5223 25c603 123456 größe 9026 316
                """, show(parse(MACOS_26)));
    }

    @ParameterizedTest
    @ValueSource(strings = {MACOS_10_11, MACOS_10_14, MACOS_13, MACOS_15_2, MACOS_26})
    void rowsWithoutTheHeaderReadTheSame(String listing) throws Exception {
        String rows = listing.lines().skip(2).collect(Collectors.joining("\n"));
        assertEquals(parse(listing), parse(rows));
    }

    @Test
    void aListingWithoutByteColumnsCountsNoBytes() throws Exception {
        SocketTable table = recorded("netstat-nv-macos10.14-no-bytes.txt");
        assertEquals(7, table.sockets().size());
        for (Socket each : table.sockets()) {
            assertNull(each.payload());
            assertEquals(List.of(OwnerProcess.unresolved(9811, null)), each.owners());
        }
    }

    @Test
    void rowsOfAListingWithoutByteColumnsReadTheSameWithoutTheHeader() throws Exception {
        String text = Resources.text("macos/netstat-nv-macos10.14-no-bytes.txt");
        assertEquals(parse(text), parse(text.lines().skip(2).collect(Collectors.joining("\n"))));
    }

    @ParameterizedTest
    @CsvSource({
        "netstat-anv-macos15.txt, 7, 585820, 99999, 6c6dcc0",
        "netstat-anv-macos26.txt, 2, 118268, 22712, 25c5ff",
        "netstat-anvl-macos15.1-rows-only.txt, 4, 9026, 2903, 23c645f",
    })
    void recordedListingsAreRead(String file, int rows, long received, long pid, String id) throws Exception {
        SocketTable table = recorded(file);
        assertEquals(rows, table.sockets().size());
        Socket first = table.sockets().get(0);
        assertEquals(received, Objects.requireNonNull(first.payload()).received());
        assertEquals(pid, first.owners().get(0).pid());
        assertEquals(id, Long.toHexString(first.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"created.", "deleted.", "created or deleted"})
    void aListingThatMayHaveMissedSocketsIsTorn(String what) throws Exception {
        assertTrue(parse(MACOS_13 + "Some tcp sockets may have been " + what).torn());
        assertFalse(parse(MACOS_13).torn());
    }

    @Test
    void aTenthOfTheRowsMayBeHalfRowsOrOthers() throws Exception {
        String half = "tcp4       0      0  192.168.1.7.49200                             17.57.146.52.52\n";
        assertEquals(10, parse(MACOS_13 + rowsOf(MACOS_13) + half).sockets().size());
        ScanException e = assertThrows(ScanException.class, () -> parse(MACOS_13 + half));
        assertEquals(COMMAND + ": 5 of 6 rows understood; the first other: " + half.strip(), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp4",
                "tcp4 0 0",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 5",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 x 6",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 -5 6",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 18446744073709551615 3 4 5 6",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 name:x 00102",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 name:",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 5 0 00102 00000008 000000000025g5ff",
                "tcp4 0 0 1.2.3.4.4294967296 *.* LISTEN 1 2 3 4 5 0",
                "tcp4 0 0 1.2.3.4.-1 *.* LISTEN 1 2 3 4 5 0",
                "tcp4 0 0 1.2.3.4. *.* LISTEN 1 2 3 4 5 0",
                "tcp4 0 0 .5 *.* LISTEN 1 2 3 4 5 0",
                "tcp4 0 0 localhost.5 *.* LISTEN 1 2 3 4 5 0",
                "tcp6 0 0 2a02:8109:8a40:1.49212 *.* LISTEN 1 2 3 4 5 0",
                "tcp5 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 5 0",
                "tcp4 0 0 1.2.3.4.5 *.* LISTEN 1 2 3 4 5\u0000 0",
                "udp4 0 0 1.2.3.4.5 *.* IDLE 1 2 3 4 5 0",
            })
    void aRowThatIsNotWholeIsNotUnderstood(String row) {
        ScanException e = assertThrows(ScanException.class, () -> parse(row));
        assertTrue(String.valueOf(e.getMessage()).startsWith(COMMAND + ": 0 of 1 rows understood"), e.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proto Recv-Q Send-Q  Local Address  Foreign Address  (state)",
                "Proto Recv-Q Send-Q  Local Address  Foreign Address  (state) rxbytes txbytes",
                "Proto Recv-Q Send-Q Local Address Foreign Address (state) rxbytes txbytes rhiwat shiwat uid pid epid",
                "Proto Recv-Q Send-Q  Local Address  Foreign Address  (state) txbytes rxbytes rhiwat shiwat pid epid",
                "Proto Recv-Q Send-Q  Local Address  Foreign Address  (state) rhiwat shiwat process:pid flags gencnt",
                "Proto Recv-Q Send-Q  Local Address  Foreign Address  rxbytes txbytes rhiwat shiwat pid epid",
            })
    void aHeaderWithOtherColumnsIsAnError(String header) {
        ScanException e = assertThrows(ScanException.class, () -> parse(header + "\n" + rowsOf(MACOS_10_11)));
        assertEquals("netstat: not the columns that netmon knows: " + header, e.getMessage());
    }

    @Test
    void rowsMustHaveTheNameThatTheHeaderAnnounces() {
        String header = MACOS_26.lines().limit(2).collect(Collectors.joining("\n", "", "\n"));
        assertThrows(ScanException.class, () -> parse(header + rowsOf(MACOS_13)));
    }

    @Test
    void otherSectionsArePassedOver() throws Exception {
        String more = "\nActive LOCAL (UNIX) domain sockets\nAddress Type Recv-Q\n8c1 stream 0 0 0 /var/run/mDNS\n";
        assertEquals(parse(MACOS_15_2), parse(MACOS_15_2 + more));
    }

    @Test
    void textWithoutAnySocketIsAnErrorAndNoTextAtAllIsNot() throws Exception {
        ScanException e =
                assertThrows(ScanException.class, () -> parse("netstat: illegal option -- l\nusage: netstat"));
        assertEquals(COMMAND + ": no socket in what it printed: usage: netstat", e.getMessage());
        assertEquals(SocketTable.EMPTY, parse(""));
        assertEquals(SocketTable.EMPTY, parse("\n \n"));
    }

    @Test
    void aLineOfAMegabyteAndControlCharactersComeOutShortAndHarmless() {
        String row = "tcp4 \u001b[31m\u202e" + "x".repeat(1 << 20);
        ScanException e = assertThrows(ScanException.class, () -> parse(row));
        assertEquals(
                COMMAND + ": 0 of 1 rows understood; the first other: tcp4 \ufffd[31m\ufffd" + "x".repeat(149) + "...",
                e.getMessage());
    }

    private static SocketTable parse(String text) throws ScanException {
        String lines = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return table(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static SocketTable recorded(String file) throws ScanException {
        return table(Resources.bytes("macos/" + file));
    }

    private static SocketTable table(ByteBuffer output) throws ScanException {
        NetstatListing listing = NetstatListing.parse(output, new RowTally(COMMAND));
        List<Socket> sockets = listing.rows().stream()
                .map(row -> row.socket(NetstatMeaning.AS_PRINTED))
                .toList();
        return new SocketTable(sockets, listing.torn(), false, null);
    }

    private static String rowsOf(String listing) {
        return listing.lines().skip(2).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String show(SocketTable table) {
        return table.sockets().stream().map(NetstatListingTest::show).collect(Collectors.joining());
    }

    private static String show(Socket socket) {
        Protocol protocol = socket.protocol();
        OwnerProcess owner = socket.owners().get(0);
        Traffic payload = Objects.requireNonNull(socket.payload());
        return protocol + " " + socket.local() + " " + socket.remote() + " " + Long.toHexString(socket.id())
                + (socket.listening() ? " listening " : " ") + owner.pid() + " "
                + Objects.requireNonNullElse(owner.command(), "-") + " " + payload.received() + " " + payload.sent()
                + "\n";
    }
}
