package netmon.scan.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import netmon.model.Address;
import netmon.scan.ScanException;
import netmon.scan.linux.netlink.NetlinkMessages;
import netmon.scan.linux.sockets.DiagRow;

/**
 * Removes personal data from a recorded kernel dump. A replacement keeps its place and its length, and every attribute
 * that netmon does not read becomes zero, since it may contain an address.
 */
public final class AnonymousDumps {
    private static final byte AF_INET = 2;
    private static final int LOCAL_AT = 8;
    private static final int REMOTE_AT = 24;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int TCP_INFO = 2;

    private static final int LINK_HEADER = 16;
    private static final int HARDWARE_ADDRESS = 1;
    private static final int NAME = 3;
    private static final int PARENT = 5;
    private static final int MASTER = 10;
    private static final int LINK_INFO = 18;
    private static final int PARENT_NAMESPACE = 37;
    private static final int PERMANENT_ADDRESS = 54;
    private static final int PARENT_DEVICE = 56;
    private static final int INFO_KIND = 1;
    private static final int MAC_BYTES = 6;

    private AnonymousDumps() {}

    /** Replaces, in a {@code sock_diag} dump, both ends of each socket. */
    public static void sockets(ByteBuffer bytes, UnaryOperator<Address> addresses) throws ScanException {
        NetlinkMessages.each("sock_diag", bytes, (type, data, from, to) -> {
            if (to - from >= DiagRow.LENGTH) {
                int length = data.get(from) == AF_INET ? V4_BYTES : V6_BYTES;
                replace(data, from + LOCAL_AT, length, addresses);
                replace(data, from + REMOTE_AT, length, addresses);
                NetlinkMessages.eachAttribute(data, from + DiagRow.LENGTH, to, (attribute, in, start, end) -> {
                    if (attribute != TCP_INFO) {
                        clear(in, start, end);
                    }
                });
            }
        });
    }

    /**
     * Replaces, in a {@code links} dump, the names and the hardware addresses of interfaces, and clears all that netmon
     * does not read.
     *
     * @param names returns a name of the same length
     * @param hardware returns another hardware address for one such as {@code a8:66:7f:dd:ee:ff}
     */
    public static void links(ByteBuffer bytes, UnaryOperator<String> names, UnaryOperator<String> hardware)
            throws ScanException {
        NetlinkMessages.each(
                "links",
                bytes,
                (type, data, from, to) -> NetlinkMessages.eachAttribute(
                        data, Math.min(to, from + LINK_HEADER), to, (attribute, in, start, end) -> {
                            switch (attribute) {
                                case NAME -> rename(in, start, end, names);
                                case HARDWARE_ADDRESS, PERMANENT_ADDRESS -> replaceHardware(in, start, end, hardware);
                                case PARENT, MASTER, PARENT_NAMESPACE, PARENT_DEVICE -> {
                                    // indexes of interfaces, and the place of a card
                                }
                                case LINK_INFO ->
                                    NetlinkMessages.eachAttribute(in, start, end, (inner, nested, first, last) -> {
                                        if (inner != INFO_KIND) {
                                            clear(nested, first, last);
                                        }
                                    });
                                default -> clear(in, start, end);
                            }
                        }));
    }

    private static void replace(ByteBuffer data, int at, int length, UnaryOperator<Address> addresses) {
        Address found = Address.of(ByteBuffer.wrap(bytes(data, at, length)), length);
        if (found.isAny()) {
            clear(data, at, at + V6_BYTES);
            return;
        }
        Address other = addresses.apply(found);
        ByteBuffer whole = ByteBuffer.allocate(V6_BYTES).putLong(other.high()).putLong(other.low());
        byte[] replaced = bytes(whole, V6_BYTES - length, length);
        clear(data, at, at + V6_BYTES);
        data.put(at, replaced);
    }

    private static void replaceHardware(ByteBuffer data, int from, int to, UnaryOperator<String> hardware) {
        if (to - from != MAC_BYTES) {
            clear(data, from, to);
            return;
        }
        HexFormat form = HexFormat.ofDelimiter(":");
        data.put(from, form.parseHex(hardware.apply(form.formatHex(bytes(data, from, MAC_BYTES)))));
    }

    private static byte[] bytes(ByteBuffer data, int at, int length) {
        byte[] bytes = new byte[length];
        data.get(at, bytes);
        return bytes;
    }

    private static void rename(ByteBuffer data, int from, int to, UnaryOperator<String> names) {
        int end = from;
        while (end < to && data.get(end) != 0) {
            end++;
        }
        byte[] name = names.apply(new String(bytes(data, from, end - from), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        clear(data, from, to);
        data.put(from, name, 0, Math.min(name.length, end - from));
    }

    private static void clear(ByteBuffer data, int from, int to) {
        for (int at = from; at < to; at++) {
            data.put(at, (byte) 0);
        }
    }
}
