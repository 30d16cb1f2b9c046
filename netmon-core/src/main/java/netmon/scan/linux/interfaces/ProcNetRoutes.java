package netmon.scan.linux.interfaces;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import netmon.model.Address;
import netmon.model.NetworkRoute;
import org.jspecify.annotations.Nullable;

/**
 * The routes of the main table from {@code /proc/net/route} and {@code /proc/net/ipv6_route}. Numbers are hexadecimal;
 * addresses of IPv4 are printed in the machine's byte order. Rows that are no routes are skipped.
 *
 * <pre>{@code
 * Iface Destination Gateway  Flags RefCnt Use Metric Mask     MTU Window IRTT
 * eth0  00000000    0100000A 0003  0      0   0      00000000 0   0      0
 *
 * destination                      prefix source  prefix gateway                          metric   references use flags
 * device 00000000000000000000000000000000 00     000...0 00     fe800000000000000000000000000001 00000400 00000001
 * 00000000 00000003 eth0
 * }</pre>
 */
public final class ProcNetRoutes {
    /** {@code RTF_UP} and {@code RTF_REJECT}: the kernel lists routes that lead nowhere. */
    private static final int UP = 0x1;

    private static final int REJECT = 0x200;
    private static final int IPV4_CELLS = 8;
    private static final int IPV6_CELLS = 10;
    private static final int HEX = 16;

    private ProcNetRoutes() {}

    /** The routes of IPv4, from the content of {@code /proc/net/route}. */
    public static List<NetworkRoute> parseIpv4(String text) {
        List<NetworkRoute> routes = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] cells = line.strip().split("\\s+", -1);
            try {
                if (cells.length >= IPV4_CELLS && isUsed(cells[3])) {
                    int prefix = Integer.bitCount(Integer.parseUnsignedInt(cells[7], HEX));
                    routes.add(new NetworkRoute(ipv4(cells[1]), prefix, true, cells[0], gateway(ipv4(cells[2]))));
                }
            } catch (IllegalArgumentException e) {
                // the heading
            }
        }
        return routes;
    }

    /** The routes of IPv6, from the content of {@code /proc/net/ipv6_route}. */
    public static List<NetworkRoute> parseIpv6(String text) {
        List<NetworkRoute> routes = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] cells = line.strip().split("\\s+", -1);
            try {
                if (cells.length >= IPV6_CELLS && isUsed(cells[8])) {
                    int prefix = Integer.parseInt(cells[1], HEX);
                    routes.add(new NetworkRoute(ipv6(cells[0]), prefix, false, cells[9], gateway(ipv6(cells[4]))));
                }
            } catch (IllegalArgumentException e) {
                // half a line
            }
        }
        return routes;
    }

    private static boolean isUsed(String flags) {
        int bits = Integer.parseUnsignedInt(flags, HEX);
        return (bits & UP) != 0 && (bits & REJECT) == 0;
    }

    private static @Nullable Address gateway(Address address) {
        return address.isAny() ? null : address;
    }

    private static Address ipv4(String hex) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        bytes.putInt(0, Integer.parseUnsignedInt(hex, HEX));
        return Address.of(bytes.order(ByteOrder.BIG_ENDIAN), Integer.BYTES);
    }

    private static Address ipv6(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("no address: " + hex);
        }
        return Address.of(ByteBuffer.wrap(bytes), bytes.length);
    }
}
