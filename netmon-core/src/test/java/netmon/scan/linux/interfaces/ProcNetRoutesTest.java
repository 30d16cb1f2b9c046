package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.List;
import netmon.model.Address;
import netmon.model.NetworkRoute;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ProcNetRoutesTest {
    @Test
    void routesOfIpv4HaveTheirBytesInTheMachinesOrder() {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
        String text = """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0
                eth0\t0000000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                *\t0000A8C0\t00000000\t0201\t0\t0\t0\t0000FFFF\t0\t0\t0
                half a line
                """;
        assertEquals(
                List.of(
                        new NetworkRoute(Address.ANY, 0, true, "eth0", Address.parse("10.0.0.1")),
                        new NetworkRoute(Address.parse("10.0.0.0"), 24, true, "eth0", null)),
                ProcNetRoutes.parseIpv4(text));
    }

    @Test
    void routesOfIpv6ThatLeadNowhereAreLeftOut() {
        String none = "00000000000000000000000000000000";
        String text = "20010db8000000000000000000000000 40 " + none + " 00 " + none
                + " 00000100 00000001 00000000 00000001     eth0\n"
                + none + " 00 " + none + " 00 fe800000000000000000000000000001"
                + " 00000400 00000001 00000000 00000003     eth0\n"
                + none + " 00 " + none + " 00 " + none + " ffffffff 00000001 00000000 00200200       lo\n";
        assertEquals(
                List.of(
                        new NetworkRoute(Address.parse("2001:db8::"), 64, false, "eth0", null),
                        new NetworkRoute(Address.ANY, 0, false, "eth0", Address.parse("fe80::1"))),
                ProcNetRoutes.parseIpv6(text));
    }
}
