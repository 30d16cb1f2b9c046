package netmon.scan.linux.ebpf.records;

/**
 * The events without an entry of their own, because there was no room.
 *
 * @param in received by sockets that found the map of counters full
 * @param out sent, likewise
 * @param births processes that are missing among the births
 */
public record LostEvents(DirectionCounts in, DirectionCounts out, long births) {
    public static final LostEvents NONE = new LostEvents(DirectionCounts.NONE, DirectionCounts.NONE, 0);

    public LostEvents minus(LostEvents other) {
        return new LostEvents(in.minus(other.in), out.minus(other.out), births - other.births);
    }
}
