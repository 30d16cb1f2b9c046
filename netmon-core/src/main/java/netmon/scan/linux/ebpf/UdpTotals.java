package netmon.scan.linux.ebpf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.Traffic;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.DirectionCounts;
import netmon.scan.linux.ebpf.records.SocketDelta;

/**
 * What open UDP sockets moved since they were opened, or since the programs were attached; {@code sock_diag} counts
 * bytes of TCP only. Not thread-safe.
 */
final class UdpTotals {
    private static final int UDP = 17;
    private static final int AF_INET = 2;

    /** The headers of IP and UDP in front of a datagram. */
    private static final int V4_HEADERS = 28;

    private static final int V6_HEADERS = 48;

    private final Map<Long, Traffic> byCookie = new HashMap<>();

    void add(SocketDelta delta) {
        CountedSocket socket = delta.socket();
        if (socket.protocol() == UDP) {
            int headers = socket.family() == AF_INET ? V4_HEADERS : V6_HEADERS;
            Traffic moved = new Traffic(payload(delta.in(), headers), payload(delta.out(), headers));
            byCookie.merge(socket.cookie(), moved, Traffic::plus);
        }
    }

    /** The same sockets, those of UDP with their bytes. Others are forgotten, since they closed. */
    List<Socket> fill(List<Socket> open) {
        if (byCookie.isEmpty()) {
            return open;
        }
        Set<Long> seen = new HashSet<>();
        List<Socket> filled = open.stream().map(each -> filled(each, seen)).toList();
        byCookie.keySet().retainAll(seen);
        return filled;
    }

    private Socket filled(Socket socket, Set<Long> seen) {
        Traffic moved = socket.protocol() == Protocol.UDP ? byCookie.get(socket.id()) : null;
        if (moved == null) {
            return socket;
        }
        seen.add(socket.id());
        return socket.counting(moved, socket.segments());
    }

    /** The kernel may handle several datagrams with one pair of headers in front, which are counted once then. */
    private static long payload(DirectionCounts counts, int headers) {
        return Math.max(0, counts.bytes() - headers * counts.packets());
    }
}
