package netmon.scan.linux.ebpf.programs;

/**
 * Where the fields of one entry of the map {@code counts} lie, in bytes. The key is {@code {u64 cookie; u32 ifindex;
 * u32 0}}. The value consists of 8-byte slots, since kernels up to 6.1 want CAP_PERFMON for smaller stores on the
 * stack; two 32-bit fields that share a slot have the first one in its lower half.
 */
public final class CountLayout {
    public static final int KEY = 16;
    public static final int KEY_COOKIE = 0;
    public static final int KEY_INTERFACE = 8;

    /** Received: bytes, packets, segments, headers, each 64 bits. */
    static final int IN = 0;

    /** Sent, likewise. */
    public static final int OUT = 32;

    public static final int BYTES = 0;
    public static final int PACKETS = 8;
    public static final int SEGMENTS = 16;
    public static final int HEADERS = 24;

    /** The length of one direction, and of one value of the map {@code lost}. */
    public static final int FLOW = 32;

    /** The copied value of {@code origins}. */
    public static final int ORIGIN = 64;

    /** Address family and socket type ({@code AF_INET}, {@code SOCK_STREAM}), 32 bits each. */
    public static final int FAMILY_TYPE = ORIGIN + OriginLayout.LENGTH;

    /** IP protocol and local port, 32 bits each. */
    public static final int PROTOCOL_PORT = FAMILY_TYPE + 8;

    /** Remote port in network byte order, 16 bits of the slot. */
    public static final int REMOTE_PORT = PROTOCOL_PORT + 8;

    /** 4 bytes in network byte order, in the upper half of that slot; of IPv4 only. Recordings of before have zeros. */
    public static final int LOCAL_V4 = REMOTE_PORT + 4;

    /** 16 bytes in network byte order; an IPv4 address fills the first 4. */
    public static final int REMOTE_ADDRESS = REMOTE_PORT + 8;

    public static final int VALUE = REMOTE_ADDRESS + 16;

    private CountLayout() {}
}
