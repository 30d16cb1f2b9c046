package netmon.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All sockets that one poll found, in no particular order.
 *
 * @param torn whether the source reports that some sockets may be missing
 * @param reportsClosed whether sockets that closed since the last poll are listed with their final counters
 * @param ranNanos the time that processes have run on a CPU since the last poll, by pid; only of those where it is
 *     needed to tell who moved bytes, and where the system reports it
 * @param ip the totals of the IP layer; null where unknown
 * @param flows what moved since the last poll, where the source counts packets: then the sockets' own counters are not
 *     used; null where it does not
 */
public record SocketTable(
        List<Socket> sockets,
        boolean torn,
        boolean reportsClosed,
        Map<Long, Long> ranNanos,
        @Nullable IpCounts ip,
        @Nullable List<PacketFlow> flows) {
    public static final SocketTable EMPTY = new SocketTable(List.of(), false, false, null);

    public SocketTable {
        sockets = List.copyOf(sockets);
        ranNanos = Map.copyOf(ranNanos);
        flows = flows == null ? null : List.copyOf(flows);
    }

    /** The table of a source that counts the bytes of sockets, if any, and no packets. */
    public SocketTable(
            List<Socket> sockets,
            boolean torn,
            boolean reportsClosed,
            Map<Long, Long> ranNanos,
            @Nullable IpCounts ip) {
        this(sockets, torn, reportsClosed, ranNanos, ip, null);
    }

    /** The table of a source that does not know which processes ran. */
    public SocketTable(List<Socket> sockets, boolean torn, boolean reportsClosed, @Nullable IpCounts ip) {
        this(sockets, torn, reportsClosed, Map.of(), ip);
    }

    /** The same without the flows, which are many and are used only once. */
    public SocketTable withoutFlows() {
        return flows == null ? this : new SocketTable(sockets, torn, reportsClosed, ranNanos, ip);
    }

    /** Whether the source counts bytes, of sockets or of packets. */
    public boolean hasBytes() {
        return flows != null || sockets.stream().anyMatch(each -> each.payload() != null);
    }

    /** The table of a source that reports neither closed sockets nor totals of IP. */
    public static SocketTable of(List<Socket> sockets) {
        return new SocketTable(sockets, false, false, null);
    }
}
