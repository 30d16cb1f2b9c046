package netmon.scan.macos.ntstat.wire;

import java.nio.ByteOrder;

/**
 * The numbers of the protocol, from XNU's {@code bsd/net/ntstat.h} (tags 8019.41.5 to 12377, macOS 12 to 26). Offsets
 * are in bytes from the start of a message. Every message starts with a header of 16 bytes: u64 context, u32 type, u16
 * length (header included), u16 flags.
 */
public final class Wire {
    /** All numbers but those inside a sockaddr have the byte order of the Mac, which is this one since 2006. */
    public static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    public static final int HEADER = 16;
    public static final int CONTEXT_AT = 0;
    public static final int TYPE_AT = 8;
    public static final int LENGTH_AT = 12;
    public static final int FLAGS_AT = 14;

    public static final int SUCCESS = 0;
    public static final int ERROR = 1;
    public static final int ADD_ALL_SRCS = 1002;
    public static final int GET_UPDATE = 1007;
    public static final int SRC_ADDED = 10001;
    public static final int SRC_REMOVED = 10002;
    public static final int SRC_DESC = 10003;
    public static final int SRC_COUNTS = 10004;
    public static final int SRC_UPDATE = 10006;
    public static final int SRC_EXTENDED_UPDATE = 10007;

    /** In SUCCESS: more pages follow. In a request: send the answer page by page. */
    public static final int CONTINUATION = 2;

    /** The last message about a source that carries its counters. */
    public static final int CLOSING = 4;

    /** In SRC_REMOVED: the last counters did not fit into the buffer. */
    public static final int CLOSED_AFTER_DROP = 8;

    /** Index of an ERROR's errno. */
    public static final int ERRNO_AT = 16;

    /** Index of the source's number in every message about a source. */
    public static final int SRCREF_AT = 16;

    public static final int REMOVED_BYTES = 24;
    public static final int ERROR_BYTES = 24;

    /** macOS's errno values, which the kernel sends in ERROR messages. */
    public static final int ENOMEM = 12;

    public static final int EAGAIN = 35;
    public static final int EALREADY = 37;
    public static final int ENOBUFS = 55;

    private Wire() {}
}
