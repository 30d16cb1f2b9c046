package netmon.scan.linux.ebpf.records;

/**
 * The traffic in one direction, as the programs count it.
 *
 * @param bytes the lengths of the IP packets, without link headers
 * @param packets as the kernel handled them; one may stand for many on the wire
 * @param segments packets on the wire
 * @param headers bytes of IP and TCP or UDP headers that the segments have on the wire and the packets had not
 */
public record DirectionCounts(long bytes, long packets, long segments, long headers) {
    public static final DirectionCounts NONE = new DirectionCounts(0, 0, 0, 0);

    /** Bytes of a link's header in the counters of Ethernet interfaces. */
    public static final int LINK_HEADER = 14;

    /** Bytes that the interface counted at least, on Ethernet: exact where it counts packets before they are cut. */
    public long wireBytes() {
        return bytes + LINK_HEADER * packets;
    }

    /** Bytes that it counted beyond these at most: where the kernel cuts packets before the interface counts them. */
    public long headerCeiling() {
        return headers + LINK_HEADER * (segments - packets);
    }

    public boolean isNone() {
        return packets == 0 && bytes == 0;
    }

    public DirectionCounts plus(DirectionCounts other) {
        return new DirectionCounts(
                bytes + other.bytes, packets + other.packets, segments + other.segments, headers + other.headers);
    }

    public DirectionCounts minus(DirectionCounts other) {
        return new DirectionCounts(
                bytes - other.bytes, packets - other.packets, segments - other.segments, headers - other.headers);
    }
}
