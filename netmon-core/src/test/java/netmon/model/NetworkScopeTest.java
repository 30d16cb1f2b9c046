package netmon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkScopeTest {
    @ParameterizedTest
    @CsvSource({
        "*, unknown",
        "::, unknown",
        "8.8.8.8, internet",
        "10.1.2.3, lan",
        "11.0.0.1, internet",
        "172.15.255.255, internet",
        "172.16.0.1, lan",
        "172.31.255.255, lan",
        "172.32.0.1, internet",
        "192.168.1.1, lan",
        "192.169.1.1, internet",
        "169.254.7.7, link-local",
        "224.0.0.251, multicast",
        "239.255.255.250, multicast",
        "255.255.255.255, multicast",
        "240.0.0.1, internet",
        "2606:4700::1111, internet",
        "fd12:3456::1, lan",
        "fc00::1, lan",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, internet",
        "ff02::fb, multicast",
        "::ffff:192.168.1.1, lan"
    })
    void theAddressTellsTheNetwork(String address, String network) {
        assertEquals(network, NetworkScope.of(Address.parse(address)).word());
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:aaaa::7, lan",
        "2001:db8:1:3::7, internet",
        "203.0.113.77, lan",
        "203.0.114.1, internet",
        "fe80::1, link-local",
        "255.255.255.255, multicast",
        "*, unknown"
    })
    void anAddressInANetworkOfTheMachineIsNotBeyondIt(String address, String network) {
        List<NetworkRoute> own = List.of(
                new NetworkRoute(Address.parse("2001:db8:1:2::5"), 64, false, "eth0", null),
                new NetworkRoute(Address.parse("203.0.113.5"), 24, true, "eth0", null));

        assertEquals(network, NetworkScope.of(Address.parse(address), own).word());
    }
}
