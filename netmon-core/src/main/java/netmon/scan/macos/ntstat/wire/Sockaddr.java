package netmon.scan.macos.ntstat.wire;

import java.nio.ByteBuffer;
import netmon.model.Address;
import netmon.model.Endpoint;
import netmon.scan.Endpoints;
import org.jspecify.annotations.Nullable;

/**
 * A {@code struct sockaddr} in a field of 28 bytes, the length of a {@code sockaddr_in6}: u8 length, u8 family, u16
 * port in network order; IPv4 has its address at 4, IPv6 at 8 ({@code netinet/in.h}, {@code netinet6/in6.h}).
 */
public final class Sockaddr {
    public static final int BYTES = 28;

    public static final int FAMILY_V4 = 2;
    public static final int FAMILY_V6 = 30;
    public static final int V4_BYTES = 16;
    public static final int PORT_END = 4;
    public static final int V4_AT = 4;
    public static final int V6_AT = 8;
    public static final int V6_END = 24;

    private static final int PORT_AT = 2;

    private Sockaddr() {}

    /**
     * Reads one. Length and family 0 stand for an end that is not set.
     *
     * @param bytes in {@link Wire#ORDER}
     * @return null if it is of no family, or of a length that its family does not have
     */
    public static @Nullable Endpoint read(ByteBuffer bytes, int at) {
        int length = Byte.toUnsignedInt(bytes.get(at));
        int family = bytes.get(at + 1);
        int port = Short.toUnsignedInt(Short.reverseBytes(bytes.getShort(at + PORT_AT)));
        if (family == FAMILY_V4 && length == V4_BYTES) {
            return new Endpoint(v4(bytes, at), port);
        }
        if (family == FAMILY_V6 && length == BYTES) {
            return new Endpoint(Endpoints.withoutScope(v6(bytes, at)), port);
        }
        return family == 0 && length == 0 ? Endpoint.ANY : null;
    }

    /** The address of an IPv4 sockaddr. */
    public static Address v4(ByteBuffer bytes, int at) {
        return Address.of(networkOrder(bytes, at + V4_AT, Integer.BYTES), Integer.BYTES);
    }

    /** The address of an IPv6 sockaddr, with the scope that the kernel keeps inside a link-local one. */
    public static Address v6(ByteBuffer bytes, int at) {
        return Address.of(networkOrder(bytes, at + V6_AT, V6_END - V6_AT), V6_END - V6_AT);
    }

    private static ByteBuffer networkOrder(ByteBuffer bytes, int at, int length) {
        return bytes.slice(at, length); // a slice is big endian
    }
}
