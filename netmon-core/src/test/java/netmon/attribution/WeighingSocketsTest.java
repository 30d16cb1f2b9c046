package netmon.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.model.PacketFlow;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeighingSocketsTest {
    private final WeighingSockets weighing = new WeighingSockets(new Counters(
            "",
            List.of(
                    of("lo0", false, "127.0.0.1", "::1", "fe80::1"),
                    of("en0", true, "192.168.1.5", "fe80::5", "2001:db8::5"),
                    of("en1", true, "192.168.7.5"),
                    of("utun4", false, "10.8.0.2"),
                    of("bridge0", false, "192.168.7.5"))));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # local address,    foreign address,     does it weigh
            192.168.1.5:5000,   192.0.2.1:443,       true
            ::ffff:192.168.1.5:5000, 192.0.2.1:443,  true
            2001:db8::5:5000,   2001:db8::99:443,    true
            *:5000,             *:*,                 true
            *:5000,             192.0.2.1:443,       true
            # an address that no interface is known to have
            172.16.0.9:5000,    192.0.2.1:443,       true
            # loopback
            127.0.0.1:5000,     127.0.0.1:80,        false
            127.0.0.53:53,      *:*,                 false
            ::1:5000,           ::1:80,              false
            *:5000,             127.0.0.1:80,        false
            # between the machine's own addresses
            192.168.1.5:5000,   192.168.1.5:80,      false
            192.168.1.5:5000,   192.168.7.5:80,      false
            192.168.1.5:5000,   10.8.0.2:80,         false
            *:5000,             192.168.1.5:80,      false
            # inside the tunnel: the client's own socket carries the bytes
            10.8.0.2:5000,      10.8.0.1:443,        false
            10.8.0.2:5000,      192.0.2.1:443,       false
            # and that socket
            192.168.1.5:51820,  198.51.100.7:51820,  true
            # an address of an interface that counts and of one that does not
            192.168.7.5:5000,   192.0.2.1:443,       true
            """)
    void socketsThroughCountedInterfacesWeigh(String local, String remote, boolean weighs) {
        assertEquals(weighs, weighing.weighs(Row.tcp(local, remote).socket()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # local address,    number of the bound interface, does it weigh
            10.96.0.10:443,     0,  true
            10.2.0.5:5000,      0,  true
            172.17.0.1:5000,    0,  false
            192.168.1.5:5000,   30, false
            192.168.1.5:5000,   31, false
            192.168.1.5:5000,   21, true
            10.8.0.2:5000,      4,  true
            *:5000,             4,  true
            *:5000,             30, false
            *:5000,             99, true
            """)
    void anUncountedInterfaceSaysWhatItsSocketsAre(String local, int bound, boolean weighs) {
        WeighingSockets some = new WeighingSockets(new Counters(
                "",
                List.of(
                        numbered("en0", 4, true, BoundSockets.CARRIED_ELSEWHERE, "192.168.1.5"),
                        numbered("dummy0", 20, false, BoundSockets.THROUGH_COUNTED, "10.96.0.10"),
                        numbered("ipsec0", 21, false, BoundSockets.THROUGH_COUNTED, "10.2.0.5"),
                        numbered("docker0", 30, false, BoundSockets.NEVER, "172.17.0.1"),
                        numbered("utun4", 31, false, BoundSockets.CARRIED_ELSEWHERE, "10.8.0.2"))));
        assertEquals(
                weighs, some.weighs(Row.tcp(local, "192.0.2.1:443").on(bound).socket()));
    }

    @ParameterizedTest
    @CsvSource({"10.3.0.5:5000, 0, true", "*:5000, 22, true", "10.3.0.5:5000, 4, false", "192.168.1.5:5000, 0, false"})
    void theKernelPutsPacketsThroughATunnelIntoOthers(String local, int bound, boolean encapsulated) {
        WeighingSockets some = new WeighingSockets(new Counters(
                "",
                List.of(
                        numbered("eth0", 4, true, BoundSockets.NEVER, "192.168.1.5"),
                        numbered("wg0", 22, false, BoundSockets.ENCAPSULATED, "10.3.0.5"))));
        SocketTraffic moved = new SocketTraffic(
                Row.tcp(local, "192.0.2.1:443").on(bound).socket(),
                Traffic.NONE,
                null,
                SocketTraffic.SocketChange.STAYED);
        assertTrue(some.weighs(moved));
        assertEquals(encapsulated, some.withOuterHeaders(moved).isEncapsulated());
    }

    /** A container has numbers of its own: its eth0 may have that of this machine's tunnel. */
    @ParameterizedTest
    @CsvSource({"vx0, true", "eth0, false"})
    void theTunnelOfForwardedPacketsIsTheInterfaceThatForwardsThem(String through, boolean encapsulated) {
        WeighingSockets some = new WeighingSockets(new Counters(
                "",
                List.of(
                        numbered("eth0", 4, true, BoundSockets.NEVER, "192.168.1.5"),
                        numbered("vx0", 22, false, BoundSockets.ENCAPSULATED, "10.3.0.5"))));
        Socket socket = Row.tcp("172.17.0.2:5000", "192.0.2.1:443").on(22).socket();
        SocketTraffic moved =
                SocketTraffic.of(new PacketFlow(socket, new Traffic(1, 1), Traffic.NONE, Segments.NONE, through));

        assertTrue(some.weighs(moved));
        assertEquals(encapsulated, some.withOuterHeaders(moved).isEncapsulated());
    }

    private static Interface numbered(String name, int link, boolean counted, BoundSockets sockets, String address) {
        return new Interface(name, "" + link, "", counted, sockets, List.of(Address.parse(address)), 0, 0, "");
    }

    @Test
    void listenersDoNotWeigh() {
        assertFalse(weighing.weighs(Row.tcp("*:80", "*:*").listening().socket()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            *:53,         *:*,           false
            *:67,         *:*,           false
            *:68,         *:*,           false
            *:123,        *:*,           false
            *:1900,       *:*,           false
            *:5353,       *:*,           false
            *:5355,       *:*,           false
            *:443,        *:*,           true
            # connected: one who asks
            10.0.0.2:123, 192.0.2.1:123, true
            10.0.0.2:999, 192.0.2.1:53,  true
            """)
    void quietPortsAreNotGuessed(String local, String remote, boolean guessed) {
        assertEquals(
                guessed, WeighingSockets.mayBeGuessed(Row.udp(local, remote).socket()));
    }

    @Test
    void aTcpConnectionOnSuchAPortMayBeGuessed() {
        assertEquals(
                true, WeighingSockets.mayBeGuessed(Row.tcp("10.0.0.2:53", "*:*").socket()));
    }

    /** As where the interfaces come from a source that knows no numbers. */
    @Test
    void aSocketThatIsBoundToNoInterfaceIsNotInATunnelWithoutANumber() {
        Interface other = of("vnet0", false, "10.9.0.2").with(BoundSockets.NEVER);
        WeighingSockets unnumbered = new WeighingSockets(
                new Counters("", List.of(of("eth0", true, "192.168.1.5"), of("tun0", false, "10.8.0.2"), other)));

        assertTrue(
                unnumbered.isTunnelled(Row.tcp("10.8.0.2:5000", "192.0.2.1:443").socket()));
        assertFalse(
                unnumbered.isTunnelled(Row.tcp("10.9.0.2:5000", "192.0.2.1:443").socket()));
    }

    private static Interface of(String name, boolean counted, String... addresses) {
        return new Interface(
                name, "", counted, Arrays.stream(addresses).map(Address::parse).toList(), 0, 0);
    }
}
