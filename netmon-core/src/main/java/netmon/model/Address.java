package netmon.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IP address as 128 bits, high half first. IPv4 is kept in its v4-mapped form ({@code ::ffff:a.b.c.d}), so that a
 * connection looks the same through an IPv4 and through an IPv6 socket. A scope ({@code %en0}) is not part of it.
 */
public record Address(long high, long low) {
    /** The unspecified address of both families: {@code *}, {@code 0.0.0.0}, {@code ::}. */
    public static final Address ANY = new Address(0, 0);

    private static final long MAPPED = 0xffff_0000_0000L;

    /**
     * Reads four or sixteen bytes in network order at the buffer's position.
     *
     * @param length 4 or 16
     */
    public static Address of(ByteBuffer bytes, int length) {
        if (length == 4) {
            return v4(bytes.getInt());
        }
        return normal(bytes.getLong(), bytes.getLong());
    }

    public static Address of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return of(ByteBuffer.wrap(bytes), bytes.length);
    }

    /**
     * Reads a numeric address, with or without a scope; {@code *} is {@link #ANY}. Never asks a name server.
     *
     * @throws IllegalArgumentException if the text is no numeric address
     */
    public static Address parse(String text) {
        if (text.equals("*")) {
            return ANY;
        }
        int scope = text.indexOf('%');
        String number = scope < 0 ? text : text.substring(0, scope);
        if (number.indexOf(':') < 0) {
            return v4(parseV4(number, text));
        }
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                throw notAnAddress(text);
            }
        }
        try {
            // A text with a colon is an IPv6 literal or an error to the JDK; it is never looked up.
            return of(InetAddress.getByName(number));
        } catch (UnknownHostException e) {
            throw notAnAddress(text);
        }
    }

    /** 127.0.0.0/8 and ::1. */
    public boolean isLoopback() {
        return isV4() ? ((low >>> 24) & 0xff) == 127 : high == 0 && low == 1;
    }

    public boolean isAny() {
        return high == 0 && low == 0;
    }

    public boolean isV4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** The usual numeric form; {@code *} for {@link #ANY}. */
    @Override
    public String toString() {
        if (isAny()) {
            return "*";
        }
        try {
            byte[] bytes = isV4()
                    ? ByteBuffer.allocate(4).putInt((int) low).array()
                    : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Address v4(int bits) {
        return bits == 0 ? ANY : new Address(0, MAPPED | (bits & 0xffff_ffffL));
    }

    private static Address normal(long high, long low) {
        return high == 0 && low == MAPPED ? ANY : new Address(high, low);
    }

    private static int parseV4(String number, String text) {
        int bits = 0;
        int parts = 0;
        int at = 0;
        while (at <= number.length() && parts < 4) {
            int dot = number.indexOf('.', at);
            int end = dot < 0 ? number.length() : dot;
            bits = (bits << 8) | octet(number, at, end, text);
            parts++;
            at = end + 1;
        }
        if (parts != 4 || at <= number.length()) {
            throw notAnAddress(text);
        }
        return bits;
    }

    private static int octet(String number, int from, int to, String text) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw notAnAddress(text);
            }
            value = value * 10 + digit;
        }
        if (to == from || to - from > 3 || value > 255) {
            throw notAnAddress(text);
        }
        return value;
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("not a numeric IP address: " + text);
    }
}
