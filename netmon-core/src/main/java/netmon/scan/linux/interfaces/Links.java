package netmon.scan.linux.interfaces;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import netmon.scan.ScanException;
import netmon.scan.linux.netlink.NetlinkMessages;

/**
 * The answer to {@code RTM_GETLINK}: all interfaces of this namespace with their kinds.
 *
 * <p>Each message is a {@code struct ifinfomsg} of 16 bytes (u8 family, u8, u16 hardware type, s32 index, u32 flags,
 * u32 change) and attributes. Format: {@code linux/rtnetlink.h}, {@code linux/if_link.h}.
 *
 * @param all the interfaces in the kernel's order
 * @param torn whether some may be missing, because interfaces appeared or vanished during the dump
 */
public record Links(List<Link> all, boolean torn) {
    private static final int NEW_LINK = 16;
    private static final int HEADER = 16;

    private static final int FLAG_UP = 0x1;
    private static final int FLAG_LOOPBACK = 0x8;

    private static final int HARDWARE_ADDRESS = 1;
    private static final int NAME = 3;
    private static final int PARENT = 5;
    private static final int MASTER = 10;
    private static final int LINK_INFO = 18;
    private static final int PARENT_NAMESPACE = 37;
    private static final int PARENT_DEVICE = 56;
    private static final int INFO_KIND = 1;
    private static final int MAC_BYTES = 6;

    private static final String NO_ADDRESS = "00:00:00:00:00:00";

    public Links {
        all = List.copyOf(all);
    }

    /** Parses the messages of the dump; messages of other types are skipped. */
    public static Links parse(ByteBuffer bytes) throws ScanException {
        List<Link> links = new ArrayList<>();
        boolean torn = NetlinkMessages.each("links", bytes, (type, data, from, to) -> {
            if (type == NEW_LINK) {
                links.add(link(data, from, to));
            }
        });
        return new Links(links, torn);
    }

    private static Link link(ByteBuffer data, int from, int to) throws ScanException {
        if (to - from < HEADER) {
            throw new ScanException("links: an interface of " + (to - from) + " bytes");
        }
        Attributes found = new Attributes();
        NetlinkMessages.eachAttribute(data, from + HEADER, to, found);
        int flags = data.getInt(from + 8);
        return new Link(
                data.getInt(from + 4),
                found.name,
                Short.toUnsignedInt(data.getShort(from + 2)),
                (flags & FLAG_LOOPBACK) != 0,
                (flags & FLAG_UP) != 0,
                found.kind,
                found.master,
                found.otherNamespace ? 0 : found.parent,
                found.otherNamespace,
                found.hardwareAddress,
                found.device);
    }

    /** The attributes that netmon reads, collected from one message. */
    private static final class Attributes implements NetlinkMessages.AttributeReader {
        private String name = "";
        private String kind = "";
        private String hardwareAddress = "";
        private String device = "";
        private int master;
        private int parent;
        private boolean otherNamespace;

        @Override
        public void attribute(int type, ByteBuffer bytes, int from, int to) {
            switch (type) {
                case NAME -> name = text(bytes, from, to);
                case HARDWARE_ADDRESS -> hardwareAddress = hardwareAddress(bytes, from, to);
                case PARENT_DEVICE -> device = text(bytes, from, to);
                case PARENT -> parent = number(bytes, from, to);
                case MASTER -> master = number(bytes, from, to);
                case PARENT_NAMESPACE -> otherNamespace = true;
                case LINK_INFO ->
                    NetlinkMessages.eachAttribute(bytes, from, to, (inner, data, start, end) -> {
                        if (inner == INFO_KIND) {
                            kind = text(data, start, end);
                        }
                    });
                default -> {
                    // statistics and some sixty more
                }
            }
        }
    }

    /** Empty where it is none of Ethernet, such as a tunnel's own IP address, or all zeros. */
    private static String hardwareAddress(ByteBuffer bytes, int from, int to) {
        if (to - from != MAC_BYTES) {
            return "";
        }
        byte[] address = new byte[MAC_BYTES];
        bytes.get(from, address);
        String text = HexFormat.ofDelimiter(":").formatHex(address);
        return text.equals(NO_ADDRESS) ? "" : text;
    }

    private static int number(ByteBuffer bytes, int from, int to) {
        return to - from >= Integer.BYTES ? bytes.getInt(from) : 0;
    }

    /** Text up to its final zero. */
    private static String text(ByteBuffer bytes, int from, int to) {
        int end = from;
        while (end < to && bytes.get(end) != 0) {
            end++;
        }
        return KernelName.decode(bytes.slice(from, end - from));
    }
}
