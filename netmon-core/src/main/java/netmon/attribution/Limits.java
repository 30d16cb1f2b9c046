package netmon.attribution;

import netmon.model.Segments;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** The most that connections which nothing counts can have moved. */
public record Limits(@Nullable Traffic udp) {
    /** Nothing is known about datagrams. */
    public static final Limits UNKNOWN = new Limits(null);

    /** Bytes of the largest ordinary Ethernet frame: an MTU of 1500 and its header. */
    private static final long FRAME_BYTES = 1514;

    /** What this many datagrams can have carried. */
    public static Limits ofDatagrams(@Nullable Segments datagrams) {
        return datagrams == null
                ? UNKNOWN
                : new Limits(new Traffic(datagrams.received() * FRAME_BYTES, datagrams.sent() * FRAME_BYTES));
    }
}
