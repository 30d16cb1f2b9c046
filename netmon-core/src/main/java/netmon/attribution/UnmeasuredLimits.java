package netmon.attribution;

import netmon.model.IpCounts;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The most that can have moved without being measured.
 *
 * @param udp by connections that nothing counts; null where that is not known
 * @param closedTold whether sockets that closed since the last look were told, so that none moved bytes unseen
 */
public record UnmeasuredLimits(@Nullable Traffic udp, boolean closedReported) {
    /** Nothing is known. */
    public static final UnmeasuredLimits UNKNOWN = new UnmeasuredLimits(null, false);

    /** Bytes of the largest ordinary Ethernet frame: an MTU of 1500 and its header. */
    private static final long FRAME_BYTES = 1514;

    /** What one counted datagram can be at most, where the kernel cuts or joins them (UDP_SEGMENT, UDP_GRO). */
    private static final long JOINED_BYTES = 65_536;

    /**
     * How much more an interface can have counted than IP: Ethernet headers, and the headers of frames that IP saw
     * joined. A quarter is that of packets of 56 bytes, which are smaller than most.
     */
    private static final long BYTES_PER_HEADER_BYTE = 4;

    /**
     * The limits of one look. Where the look before told nothing of IP, what this one tells is not known to be new, and
     * UDP is given nothing.
     *
     * @param before what IP had counted at the look before; null if there was none
     */
    public static UnmeasuredLimits of(@Nullable IpCounts before, SocketTable now) {
        IpCounts ip = now.ip();
        if (ip == null) {
            return new UnmeasuredLimits(null, now.reportsClosed());
        }
        IpCounts from = before == null ? ip : before;
        boolean forwards = since(from.forwarded(), ip.forwarded()) > 0;
        Traffic udp = new Traffic(
                udp(
                        since(from.datagrams().received(), ip.datagrams().received()),
                        since(from.bytes().received(), ip.bytes().received()),
                        forwards),
                udp(
                        since(from.datagrams().sent(), ip.datagrams().sent()),
                        since(from.bytes().sent(), ip.bytes().sent()),
                        forwards));
        return new UnmeasuredLimits(udp, now.reportsClosed());
    }

    /**
     * Where packets of others pass through, what is left over is most likely theirs: a datagram is one frame then.
     * Elsewhere it may be many, and all that IP counted is the machine's own.
     */
    private static long udp(long datagrams, long ipBytes, boolean forwards) {
        if (forwards) {
            return SaturatedMath.product(datagrams, FRAME_BYTES);
        }
        long onWire = SaturatedMath.sum(ipBytes, ipBytes / BYTES_PER_HEADER_BYTE);
        return Math.min(SaturatedMath.product(datagrams, JOINED_BYTES), onWire);
    }

    private static long since(long before, long now) {
        return now < before ? now : now - before;
    }
}
