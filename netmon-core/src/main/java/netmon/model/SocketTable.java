package netmon.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All sockets that one look found.
 *
 * @param sockets in no particular order
 * @param torn whether the source says that it may have missed some
 * @param tellsClosed whether sockets that closed since the last look are listed with their final counters
 * @param ip what the IP layer has counted since its start; null where unknown
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

    /** A table of a source that knows neither closed sockets nor what IP counts. */
    public static SocketTable of(List<Socket> sockets) {
        return new SocketTable(sockets, false, false, null);
    }
}
