package netmon.attribution;

import netmon.model.IpCounts;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The most that can have moved without being measured.
 *
 * @param udp the bytes of UDP connections that no source counts; null if unknown
 * @param countsBytes whether the source counts the bytes of any sockets; where it does, the number of connections is no
 *     evidence
 * @param closedReported whether sockets that closed since the last poll were reported, so that none moved bytes unseen
 */
public record UnmeasuredLimits(@Nullable Traffic udp, boolean countsBytes, boolean closedReported) {
    public static final UnmeasuredLimits UNKNOWN = new UnmeasuredLimits(null, false, false);

    /** Bytes of the largest ordinary Ethernet frame: an MTU of 1500 and its header. */
    private static final long FRAME_BYTES = 1514;

    /** The most that one counted datagram can contain where the kernel splits or joins them (UDP_SEGMENT, UDP_GRO). */
    private static final long JOINED_BYTES = 65_536;

    /**
     * An interface may count more than IP: Ethernet headers, and the headers of frames that IP saw joined. A quarter is
     * the share for packets of 56 bytes, which are smaller than most.
     */
    private static final long BYTES_PER_HEADER_BYTE = 4;

    /**
     * The limits of one poll. Without IP's totals at the poll before, the growth is unknown, and UDP gets nothing.
     *
     * @param before the totals of IP at the poll before; null if there are none
     * @param countsBytes whether the source counts the bytes of any sockets
     */
    public static UnmeasuredLimits of(@Nullable IpCounts before, SocketTable now, boolean countsBytes) {
        IpCounts ip = now.ip();
        if (ip == null) {
            return new UnmeasuredLimits(null, countsBytes, now.reportsClosed());
        }
        IpCounts from = before == null ? ip : before;
        long tunnelled = Math.max(0, ip.tunnelled() - from.tunnelled());
        long received = since(from.datagrams().received(), ip.datagrams().received());
        boolean forwards = since(from.forwarded(), ip.forwarded()) > 0 || tunnelled > 0;
        Traffic udp = new Traffic(
                udp(
                        Math.max(0, received - tunnelled),
                        since(from.bytes().received(), ip.bytes().received()),
                        forwards),
                udp(
                        since(from.datagrams().sent(), ip.datagrams().sent()),
                        since(from.bytes().sent(), ip.bytes().sent()),
                        forwards));
        return new UnmeasuredLimits(udp, countsBytes, now.reportsClosed());
    }

    /**
     * Where the machine forwards packets, or carries them in a tunnel, the remaining bytes most likely belong to these:
     * a datagram is one frame then. Elsewhere a datagram may be many frames, and all bytes that IP counted are the
     * machine's own.
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
