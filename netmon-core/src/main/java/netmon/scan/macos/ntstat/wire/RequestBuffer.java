package netmon.scan.macos.ntstat.wire;

import java.nio.ByteBuffer;

/**
 * Writes requests into one reused buffer. The length must be exact: the kernel takes any other for an old client and
 * clears the flags ({@code ntstat.c}, nstat_client_send).
 */
public final class RequestBuffer {
    private static final int ADD_ALL_SRCS_BYTES = 56;
    private static final int FILTER_AT = 16;
    private static final int PROVIDER_AT = 32;
    private static final int GET_UPDATE_BYTES = 24;
    private static final long ALL_SOURCES = -1;

    /**
     * NSTAT_FILTER_SUPPRESS_SRC_ADDED: no SRC_ADDED messages. If such a message finds no room, the kernel never
     * reports that socket again. Without these messages nothing is lost: the last counters come as SRC_UPDATE.
     */
    private static final long SUPPRESS_SRC_ADDED = 0x10_0000;

    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(ADD_ALL_SRCS_BYTES).order(Wire.ORDER);

    /** Subscribes to all sources of a provider, without events and without a target process. */
    public ByteBuffer addAllSources(Provider provider, long context) {
        header(context, Wire.ADD_ALL_SRCS, ADD_ALL_SRCS_BYTES, 0);
        bytes.putLong(FILTER_AT, SUPPRESS_SRC_ADDED);
        bytes.putInt(PROVIDER_AT, provider.number());
        return bytes;
    }

    /** Asks for the next page of updates of all sources. */
    public ByteBuffer updatePage(long context) {
        header(context, Wire.GET_UPDATE, GET_UPDATE_BYTES, Wire.CONTINUATION);
        bytes.putLong(Wire.SRCREF_AT, ALL_SOURCES);
        return bytes;
    }

    private void header(long context, int type, int length, int flags) {
        bytes.clear().limit(length);
        for (int at = 0; at < length; at += Long.BYTES) {
            bytes.putLong(at, 0);
        }
        bytes.putLong(Wire.CONTEXT_AT, context).putInt(Wire.TYPE_AT, type);
        bytes.putShort(Wire.LENGTH_AT, (short) length).putShort(Wire.FLAGS_AT, (short) flags);
    }
}
