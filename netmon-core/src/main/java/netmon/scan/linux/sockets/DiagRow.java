package netmon.scan.linux.sockets;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.scan.linux.netlink.NetlinkMessages;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a sock_diag answer, read in place: the same object shows one row after another.
 *
 * <p>A row is a {@code struct inet_diag_msg} of 72 bytes (u8 family, u8 state, u8, u8; then in network order u16 local
 * port, u16 remote port, 16 bytes of local and 16 of remote address; then u32 interface, u64 cookie, u32 expires, u32
 * receive queue, u32 send queue, u32 uid, u32 inode) and attributes, among them {@code struct tcp_info}, which has
 * grown at its end with the kernel's version. Format: {@code linux/inet_diag.h}, {@code linux/tcp.h}.
 */
public final class DiagRow implements NetlinkMessages.AttributeReader {
    public static final int LENGTH = 72;

    /** INET_DIAG_INFO, the attribute with tcp_info. */
    private static final int INFO = 2;

    private static final int AF_INET = 2;
    private static final long V4_MAPPED = 0xffff_0000_0000L;
    private static final long V4_LOOPBACK = 0xffff_7f;
    private static final long U32 = 0xffff_ffffL;

    private static final int CLOSE = 7;
    private static final int CLOSE_WAIT = 8;
    private static final int LAST_ACK = 9;
    private static final int LISTEN = 10;
    private static final int CLOSING = 11;

    private static final int LOCAL_PORT_AT = 4;
    private static final int REMOTE_PORT_AT = 6;
    private static final int LOCAL_AT = 8;
    private static final int REMOTE_AT = 24;
    private static final int INTERFACE_AT = 40;
    private static final int COOKIE_AT = 44;
    private static final int UID_AT = 64;
    private static final int INODE_AT = 68;

    /** Offsets in {@code struct tcp_info}: bytes from Linux 4.1, segments from 4.2, bytes_sent from 4.19. */
    private static final int BYTES_ACKED_AT = 120;

    private static final int BYTES_RECEIVED_AT = 128;
    private static final int SEGMENTS_OUT_AT = 136;
    private static final int SEGMENTS_IN_AT = 140;
    private static final int BYTES_SENT_AT = 200;

    private final ByteBuffer data;
    private final ByteBuffer network;
    private int at;
    private int info;
    private int infoLength;

    DiagRow(ByteBuffer answer) {
        data = answer.duplicate().order(ByteOrder.nativeOrder());
        network = answer.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    /** Moves to another row, whose attributes follow. */
    void show(int rowAt) {
        at = rowAt;
        infoLength = 0;
    }

    @Override
    public void attribute(int type, ByteBuffer bytes, int from, int to) {
        if (type == INFO) {
            info = from;
            infoLength = to - from;
        }
    }

    /** The kernel's own number of the socket, never 0 and never used again in this boot. */
    long cookie() {
        return (data.getInt(at + COOKIE_AT) & U32) | (long) data.getInt(at + COOKIE_AT + 4) << 32;
    }

    /** The socket's inode; 0 when no process has it open any more. */
    long inode() {
        return data.getInt(at + INODE_AT) & U32;
    }

    /** The interface that the socket is bound to (SO_BINDTODEVICE, or the scope of its address); 0 for none. */
    int interfaceIndex() {
        return data.getInt(at + INTERFACE_AT);
    }

    int uid() {
        return data.getInt(at + UID_AT);
    }

    /** The kind of the row's socket. */
    SocketKind kind(Protocol protocol) {
        return SocketKind.of(protocol, data.get(at));
    }

    boolean isListening() {
        return data.get(at + 1) == LISTEN;
    }

    /** A TCP row without tcp_info is no socket any more: the kernel keeps its addresses for a while (TIME_WAIT). */
    boolean hasInfo() {
        return infoLength > 0;
    }

    boolean hasPayload() {
        return infoLength >= BYTES_RECEIVED_AT + Long.BYTES;
    }

    boolean hasSegments() {
        return infoLength >= SEGMENTS_IN_AT + Integer.BYTES;
    }

    /** Payload bytes received, without the remote end's FIN, which the kernel counts as one byte. */
    long received() {
        long bytes = data.getLong(info + BYTES_RECEIVED_AT);
        return bytes > 0 && hasFinished() ? bytes - 1 : bytes;
    }

    /** Payload bytes sent, with retransmissions; before Linux 4.19 the acknowledged bytes without the SYN. */
    long sent() {
        if (infoLength >= BYTES_SENT_AT + Long.BYTES) {
            return data.getLong(info + BYTES_SENT_AT);
        }
        long acknowledged = data.getLong(info + BYTES_ACKED_AT);
        return acknowledged > 0 ? acknowledged - 1 : acknowledged;
    }

    /** Segments received, modulo 2^32. */
    int segmentsReceived() {
        return data.getInt(info + SEGMENTS_IN_AT);
    }

    int segmentsSent() {
        return data.getInt(info + SEGMENTS_OUT_AT);
    }

    /** The local end; returns {@code known} itself if it is unchanged. */
    Endpoint local(@Nullable Endpoint known) {
        return endpoint(known, LOCAL_AT, LOCAL_PORT_AT);
    }

    /** The remote end; returns {@code known} itself if it is unchanged. */
    Endpoint remote(@Nullable Endpoint known) {
        return endpoint(known, REMOTE_AT, REMOTE_PORT_AT);
    }

    boolean isLoopback() {
        long low = low(REMOTE_AT);
        return high(REMOTE_AT) == 0 && (low >>> 24 == V4_LOOPBACK || low == 1);
    }

    private Endpoint endpoint(@Nullable Endpoint known, int addressAt, int portAt) {
        int port = Short.toUnsignedInt(network.getShort(at + portAt));
        long high = high(addressAt);
        long low = low(addressAt);
        if (known != null
                && known.port() == port
                && known.address().high() == high
                && known.address().low() == low) {
            return known;
        }
        return new Endpoint(new Address(high, low), port);
    }

    private long high(int addressAt) {
        return data.get(at) == AF_INET ? 0 : network.getLong(at + addressAt);
    }

    private long low(int addressAt) {
        long low = data.get(at) == AF_INET
                ? V4_MAPPED | (network.getInt(at + addressAt) & U32)
                : network.getLong(at + addressAt + 8);
        return low == V4_MAPPED && high(addressAt) == 0 ? 0 : low;
    }

    /** Whether the FIN of the remote end has, or may have, arrived. */
    private boolean hasFinished() {
        return switch (data.get(at + 1)) {
            case CLOSE, CLOSE_WAIT, LAST_ACK, CLOSING -> true;
            default -> false;
        };
    }
}
