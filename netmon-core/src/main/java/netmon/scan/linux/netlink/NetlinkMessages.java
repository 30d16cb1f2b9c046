package netmon.scan.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ScanException;

/**
 * Splits the bytes of a netlink socket into messages, and a message into attributes. Pure; the bytes are in the
 * machine's own order.
 *
 * <p>Format: {@code struct nlmsghdr} and {@code struct nlattr} of {@code linux/netlink.h}. A message is a header of 16
 * bytes (u32 length with the header, u16 type, u16 flags, u32 sequence, u32 port) and a body, padded to 4 bytes; an
 * attribute is a header of 4 bytes (u16 length with the header, u16 type) and a value, padded likewise.
 */
public final class NetlinkMessages {
    public static final int HEADER = 16;
    static final int ATTRIBUTE_HEADER = 4;

    /** A dump's last message; its body is 0 or an error. */
    public static final int DONE = 3;

    public static final int OVERRUN = 4;

    /** Lower types belong to netlink itself. */
    static final int FIRST_OWN_TYPE = 0x10;

    private static final int ERROR = 2;
    private static final int FLAG_DUMP_INTERRUPTED = 0x10;

    /** The two highest bits of an attribute's type are flags. */
    private static final int ATTRIBUTE_TYPE = 0x3fff;

    private NetlinkMessages() {}

    @FunctionalInterface
    public interface MessageReader {
        /** The body is from {@code from} to before {@code to}; the buffer's position has no meaning. */
        void message(int type, ByteBuffer bytes, int from, int to) throws ScanException;
    }

    @FunctionalInterface
    public interface AttributeReader {
        void attribute(int type, ByteBuffer bytes, int from, int to);
    }

    /**
     * Passes every message from position to limit to the reader; {@code what} is the question, for the error's text.
     *
     * @return whether messages may be missing: the kernel reports it, or the last message did not come
     * @throws ScanException if the kernel answers with an error, or a message is cut short
     */
    public static boolean each(String what, ByteBuffer bytes, MessageReader reader) throws ScanException {
        ByteBuffer data = bytes.duplicate().order(ByteOrder.nativeOrder());
        boolean torn = false;
        int at = data.position();
        while (data.limit() - at >= HEADER) {
            int length = data.getInt(at);
            int end = at + length;
            if (length < HEADER || end > data.limit() || end < at) {
                throw new ScanException(what + ": a message of " + length + " bytes at " + at + " of " + data.limit());
            }
            int type = Short.toUnsignedInt(data.getShort(at + 4));
            torn |= (data.getShort(at + 6) & FLAG_DUMP_INTERRUPTED) != 0 || type == OVERRUN;
            if (type == DONE || type == ERROR) {
                refuseError(what, data, at + HEADER, end);
            }
            if (type == DONE) {
                return torn;
            }
            if (type >= FIRST_OWN_TYPE) {
                reader.message(type, data, at + HEADER, end);
            }
            at = end + padding(length);
        }
        return true;
    }

    /** Whether the datagram ends a dump: its last message, an error, or an impossible length. */
    public static boolean endsDump(ByteBuffer bytes, int from) {
        int at = from;
        while (bytes.limit() - at >= HEADER) {
            int length = bytes.getInt(at);
            int type = Short.toUnsignedInt(bytes.getShort(at + 4));
            if (type < FIRST_OWN_TYPE || length < HEADER || length > bytes.limit() - at) {
                return true;
            }
            at += length + padding(length);
        }
        return false;
    }

    /** Passes every attribute to the reader; stops at one that is cut short. */
    public static void eachAttribute(ByteBuffer bytes, int from, int to, AttributeReader reader) {
        int at = from;
        while (to - at >= ATTRIBUTE_HEADER) {
            int length = Short.toUnsignedInt(bytes.getShort(at));
            if (length < ATTRIBUTE_HEADER || at + length > to) {
                return;
            }
            int type = bytes.getShort(at + 2) & ATTRIBUTE_TYPE;
            reader.attribute(type, bytes, at + ATTRIBUTE_HEADER, at + length);
            at += length + padding(length);
        }
    }

    /** The number of bytes after which the next header begins at a multiple of 4. */
    static int padding(int length) {
        return -length & 3;
    }

    private static void refuseError(String what, ByteBuffer data, int from, int to) throws ScanException {
        int error = to - from >= Integer.BYTES ? data.getInt(from) : 0;
        if (error != 0) {
            throw new ScanException(what + ": the kernel answers with error " + Math.abs((long) error));
        }
    }
}
