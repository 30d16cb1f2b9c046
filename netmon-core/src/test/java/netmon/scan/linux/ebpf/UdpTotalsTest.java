package netmon.scan.linux.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.DirectionCounts;
import netmon.scan.linux.ebpf.records.Origin;
import netmon.scan.linux.ebpf.records.SocketDelta;
import org.junit.jupiter.api.Test;

class UdpTotalsTest {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private final UdpTotals totals = new UdpTotals();

    @Test
    void anOpenSocketHasThePayloadOfAllItsPollsAndInterfaces() {
        totals.add(delta(7, 17, AF_INET, 1028, 1));
        totals.add(delta(7, 17, AF_INET, 2056, 2));
        totals.add(delta(7, 17, AF_INET, 128, 1));
        totals.add(delta(8, 17, AF_INET6, 548, 1));

        assertEquals(Arrays.asList(traffic(3100), traffic(500)), payloads(socket(7), socket(8)));
    }

    @Test
    void socketsOfTcpKeepTheirOwnCounters() {
        totals.add(delta(7, 6, AF_INET, 1000, 1));
        totals.add(delta(8, 17, AF_INET, 128, 1));
        Socket tcp = new Socket(
                Protocol.TCP, Endpoint.ANY, Endpoint.ANY, 7, false, false, List.of(), new Traffic(5, 6), null);

        assertEquals(Arrays.asList(new Traffic(5, 6), traffic(100), null), payloads(tcp, socket(8), socket(9)));
    }

    @Test
    void aSocketThatClosedIsForgotten() {
        totals.add(delta(7, 17, AF_INET, 128, 1));
        totals.add(delta(8, 17, AF_INET, 228, 1));
        payloads(socket(8));

        assertEquals(Arrays.asList(null, traffic(200)), payloads(socket(7), socket(8)));
    }

    private List<Traffic> payloads(Socket... open) {
        return Arrays.asList(
                totals.fill(List.of(open)).stream().map(Socket::payload).toArray(Traffic[]::new));
    }

    private static Traffic traffic(long received) {
        return new Traffic(received, 0);
    }

    private static Socket socket(long cookie) {
        return new Socket(Protocol.UDP, Endpoint.ANY, Endpoint.ANY, cookie, false, false, List.of(), null, null);
    }

    private static SocketDelta delta(long cookie, int protocol, int family, long bytes, long packets) {
        CountedSocket socket = new CountedSocket(
                cookie, 2, new Origin(cookie, 3, 9, 0, "a"), family, 2, protocol, Endpoint.ANY, Endpoint.ANY);
        return new SocketDelta(socket, new DirectionCounts(bytes, packets, packets, 0), DirectionCounts.NONE);
    }
}
