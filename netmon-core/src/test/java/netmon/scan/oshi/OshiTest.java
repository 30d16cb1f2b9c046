package netmon.scan.oshi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.Interface;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.scan.counting.InterfaceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.InternetProtocolStats.TcpState;

class OshiTest {
    @Test
    void theInterfacesOfThisMachineAreThereOnceEachAndTheLoopbackDoesNotCount() throws Exception {
        List<Interface> interfaces =
                new OshiCounters(InterfaceRule.AUTOMATIC).read().interfaces();
        Set<String> keys =
                interfaces.stream().map(each -> each.name() + " " + each.link()).collect(Collectors.toSet());
        assertEquals(interfaces.size(), keys.size());
        Interface loopback = interfaces.stream()
                .filter(each -> each.addresses().contains(Address.parse("127.0.0.1")))
                .findFirst()
                .orElseThrow();
        assertEquals(false, loopback.counted());
    }

    @Test
    void namedInterfacesCountWhateverTheyAre() throws Exception {
        List<Interface> interfaces =
                new OshiCounters(new InterfaceRule(Set.of("lo"))).read().interfaces();
        for (Interface each : interfaces) {
            assertEquals(each.name().equals("lo"), each.counted());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "em0, true",
        "re1, true",
        "igc0, true",
        "net0, true",
        "eth3, true",
        "wlan0, true",
        "lo0, false",
        "lo, false",
        "tun0, false",
        "wg1, false",
        "lagg0, false",
        "vlan100, false",
        "bridge0, false",
        "epair0a, true"
    })
    void theNameDecidesWhatIsPhysical(String name, boolean physical) {
        assertEquals(physical, OshiCounters.isPhysical(name));
    }

    @Test
    void aListeningSocketOfThisProcessIsFound() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> found = new OshiConnections()
                    .read().sockets().stream()
                            .filter(each -> each.protocol() == Protocol.TCP
                                    && each.local().port() == server.getLocalPort()
                                    && each.listening())
                            .toList();
            assertTrue(found.size() >= 1, found.toString());
        }
    }

    @Test
    void aConnectionWithoutAFarEndOrAnOwnerIsASocketToo() {
        // fe80:b::1, with the interface's number inside
        byte[] v6 = {(byte) 0xfe, (byte) 0x80, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        assertEquals(
                new Socket(
                        Protocol.UDP,
                        new Endpoint(Address.parse("fe80::1"), 5353),
                        Endpoint.ANY,
                        0,
                        false,
                        false,
                        List.of(),
                        null,
                        null),
                OshiConnections.socket(new IPConnection("udp6", v6, 5353, new byte[0], 0, TcpState.NONE, 0, 0, -1)));
        byte[] v4 = {10, 0, 0, 2};
        assertEquals(
                new Socket(
                        Protocol.TCP,
                        new Endpoint(Address.parse("10.0.0.2"), 22),
                        Endpoint.ANY,
                        0,
                        true,
                        false,
                        List.of(OwnerProcess.unresolved(7, null)),
                        null,
                        null),
                OshiConnections.socket(new IPConnection("tcp4", v4, 22, new byte[4], 0, TcpState.LISTEN, 0, 0, 7)));
    }
}
