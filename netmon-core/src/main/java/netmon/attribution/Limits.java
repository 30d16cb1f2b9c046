package netmon.attribution;

import netmon.model.Segments;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The most that can have moved without being measured.
 *
 * @param udp by connections that nothing counts; null where that is not known
 * @param closedTold whether sockets that closed since the last look were told, so that none moved bytes unseen
 */
public record Limits(@Nullable Traffic udp, boolean closedTold) {
    /** Nothing is known. */
    public static final Limits UNKNOWN = new Limits(null, false);

    /** Bytes of the largest ordinary Ethernet frame: an MTU of 1500 and its header. */
    private static final long FRAME_BYTES = 1514;

    /**
     * The limits of one look. Where the look before told no datagrams, those of this one are not known to be new, and UDP
     * is given nothing.
     *
     * @param datagramsBefore since the machine's start, of the look before; null if there was none
     */
    public static Limits of(@Nullable Segments datagramsBefore, SocketTable now) {
        Segments datagrams = now.datagrams();
        if (datagrams == null) {
            return new Limits(null, now.tellsClosed());
        }
        Segments before = datagramsBefore == null ? datagrams : datagramsBefore;
        Traffic udp =
                new Traffic(bytes(before.received(), datagrams.received()), bytes(before.sent(), datagrams.sent()));
        return new Limits(udp, now.tellsClosed());
    }

    private static long bytes(long before, long now) {
        return Saturated.product(now < before ? now : now - before, FRAME_BYTES);
    }
}
