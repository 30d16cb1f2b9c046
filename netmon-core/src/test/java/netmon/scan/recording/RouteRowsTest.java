package netmon.scan.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import netmon.model.Address;
import netmon.model.NetworkRoute;
import org.junit.jupiter.api.Test;

class RouteRowsTest {
    private static final List<NetworkRoute> ROUTES = List.of(
            new NetworkRoute(Address.ANY, 0, true, "eth0", Address.parse("10.0.0.1")),
            new NetworkRoute(Address.parse("10.0.0.0"), 24, true, "eth0", null),
            new NetworkRoute(Address.ANY, 0, false, "wlan0", Address.parse("fe80::1")),
            new NetworkRoute(Address.parse("2001:db8::"), 64, false, "wlan0", null));

    @Test
    void routesAreReadAsTheyWereWritten() {
        assertEquals(ROUTES, RouteRows.parse(RouteRows.format(ROUTES)));
    }

    @Test
    void rowsThatAreNoRoutesAreSkipped() {
        String text = """
                0.0.0.0/0\teth0

                nonsense
                10.0.0.0/99\teth0
                10.0.0.7\teth1\tnowhere
                10.0.0.8\teth1\t0.0.0.0
                """;
        assertEquals(
                List.of(
                        new NetworkRoute(Address.ANY, 0, true, "eth0", null),
                        new NetworkRoute(Address.parse("10.0.0.8"), 32, true, "eth1", null)),
                RouteRows.parse(text));
    }
}
