package netmon.scan;

import netmon.model.Address;
import netmon.model.Endpoint;

/** Parses one end of a connection as programs print it, always in numbers. */
public final class Endpoints {
    /** The upper half of fe80::/10, the link-local addresses. */
    private static final long LINK_LOCAL = 0xfe80_0000_0000_0000L;

    private static final long LINK_LOCAL_MASK = 0xffc0_0000_0000_0000L;

    /** The place of the interface's number that BSD kernels store inside a link-local address. */
    private static final long EMBEDDED_SCOPE = 0x0000_ffff_0000_0000L;

    private static final int MAX_PORT = 0xffff;

    private Endpoints() {}

    /**
     * The form of BSD's netstat: {@code 10.0.0.2.443}, {@code fe80::1%en0.5353}, {@code *.*}.
     *
     * @throws IllegalArgumentException if the text is not of this form, here and below
     */
    public static Endpoint dotted(String text) {
        return split(text, text.lastIndexOf('.'));
    }

    /** The usual form, IPv6 in brackets: {@code 10.0.0.2:443}, {@code [fe80::1]:5353}, {@code *:*}. */
    public static Endpoint coloned(String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 1 && text.charAt(0) == '[' && text.charAt(colon - 1) == ']') {
            return new Endpoint(address(text.substring(1, colon - 1)), port(text, colon + 1));
        }
        return split(text, colon);
    }

    /** A numeric address without its scope, which some programs print inside a link-local one ({@code fe80:b::1}). */
    public static Address address(String text) {
        return withoutScope(Address.parse(text));
    }

    /** The address without the interface's number that BSD kernels store in a link-local address. */
    public static Address withoutScope(Address address) {
        return isLinkLocal(address) ? new Address(address.high() & ~EMBEDDED_SCOPE, address.low()) : address;
    }

    /** Whether the address identifies a machine only together with an interface. */
    public static boolean isLinkLocal(Address address) {
        return (address.high() & LINK_LOCAL_MASK) == LINK_LOCAL;
    }

    private static Endpoint split(String text, int separator) {
        if (separator < 1) {
            throw new IllegalArgumentException("not an address and a port: " + text);
        }
        return new Endpoint(address(text.substring(0, separator)), port(text, separator + 1));
    }

    private static int port(String text, int from) {
        if (from == text.length() - 1 && text.charAt(from) == '*') {
            return 0;
        }
        int port = Integer.parseInt(text, from, text.length(), 10);
        // Recordings that were made anonymous by hand have such ports; the rest of such a row is correct.
        return port > MAX_PORT ? 0 : port;
    }
}
