package netmon.scan.linux.ebpf;

/**
 * What has no entry of its own because there was no room.
 *
 * @param in received by sockets that found the map of counters full
 * @param out sent, likewise
 * @param births processes that are missing among the births
 */
public record Lost(Flow in, Flow out, long births) {
    public static final Lost NONE = new Lost(Flow.NONE, Flow.NONE, 0);

    Lost minus(Lost other) {
        return new Lost(in.minus(other.in), out.minus(other.out), births - other.births);
    }
}
