package netmon.model;

import java.util.List;
import java.util.Locale;

/** How far away the other end of a connection is, as its address tells. The database stores the number. */
public enum NetworkScope {
    /** The address is not known: the bytes of closed connections, or of sockets without a remote address. */
    UNKNOWN(0),
    INTERNET(1),
    /** The private ranges of RFC 1918 and RFC 4193, and the networks that the machine has an address in. */
    LAN(2),
    LINK_LOCAL(3),
    /** Multicast and broadcast. */
    MULTICAST(4);

    private static final long MULTICAST_V4 = 0xe;
    private static final int TEN = 10;
    private static final int FIRST_OF_172_16 = 0xac1;
    private static final int FIRST_OF_192_168 = 0xc0a8;
    private static final int FIRST_OF_169_254 = 0xa9fe;
    private static final long BROADCAST = 0xffff_ffffL;
    private static final int FIRST_OF_FE80 = 0xfe80 >> 6;
    private static final int FIRST_OF_FC00 = 0xfc >> 1;

    private final int number;

    NetworkScope(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /**
     * The scope of an address; one in a network of the machine is not beyond it.
     *
     * @param own the networks that the machine has an address in
     */
    public static NetworkScope of(Address address, List<NetworkRoute> own) {
        NetworkScope scope = of(address);
        return scope == INTERNET && own.stream().anyMatch(each -> each.contains(address)) ? LAN : scope;
    }

    public static NetworkScope of(Address address) {
        if (address.isAny()) {
            return UNKNOWN;
        }
        return address.isV4() ? ofV4(address.low() & BROADCAST) : ofV6(address.high());
    }

    private static NetworkScope ofV4(long bits) {
        if (bits >>> 28 == MULTICAST_V4 || bits == BROADCAST) {
            return MULTICAST;
        }
        if (bits >>> 16 == FIRST_OF_169_254) {
            return LINK_LOCAL;
        }
        boolean isPrivate = bits >>> 24 == TEN || bits >>> 20 == FIRST_OF_172_16 || bits >>> 16 == FIRST_OF_192_168;
        return isPrivate ? LAN : INTERNET;
    }

    private static NetworkScope ofV6(long high) {
        if (high >>> 56 == 0xff) {
            return MULTICAST;
        }
        if (high >>> 54 == FIRST_OF_FE80) {
            return LINK_LOCAL;
        }
        return high >>> 57 == FIRST_OF_FC00 ? LAN : INTERNET;
    }

    /** The scope of a stored number; another program may have stored one that no scope has. */
    public static NetworkScope ofNumber(long number) {
        for (NetworkScope each : values()) {
            if (each.number == number) {
                return each;
            }
        }
        return UNKNOWN;
    }

    /** The name in small letters, such as {@code link-local}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
