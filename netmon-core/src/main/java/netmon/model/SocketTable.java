package netmon.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All sockets that one poll found, in no particular order.
 *
 * @param torn whether the source reports that some sockets may be missing
 * @param reportsClosed whether sockets that closed since the last poll are listed with their final counters
 * @param ip the totals of the IP layer; null where unknown
 */
public record SocketTable(
        List<Socket> sockets,
        boolean torn,
        boolean reportsClosed,
        @Nullable IpCounts ip) {
    public static final SocketTable EMPTY = new SocketTable(List.of(), false, false, null);

    public SocketTable {
        sockets = List.copyOf(sockets);
    }

    /** The table of a source that reports neither closed sockets nor totals of IP. */
    public static SocketTable of(List<Socket> sockets) {
        return new SocketTable(sockets, false, false, null);
    }
}
