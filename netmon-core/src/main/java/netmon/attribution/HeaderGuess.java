package netmon.attribution;

import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Bytes on the wire besides the payload: headers, and acknowledgements of the other direction. */
public final class HeaderGuess {
    /** Ethernet 14, IPv4 20, TCP 20 with 12 of timestamps: measured as almost exact on Linux. */
    private static final long IPV4_SEGMENT_BYTES = 66;

    /** Ethernet 14, IPv4 20, UDP 8. */
    private static final long IPV4_DATAGRAM_BYTES = 42;

    /** Bytes that a header of IPv6 has more. */
    private static final long IPV6_MORE_BYTES = 20;

    /** A guess: vxlan adds 50 bytes to each packet, WireGuard 60 to 75, and both 20 more over IPv6. */
    private static final long ENCAPSULATION_BYTES = 60;

    /** A guess: 66 bytes for every 1448 of payload are 5 %, small writes cost more. */
    private static final long PERCENT_OF_OWN_PAYLOAD = 10;

    /** A guess: an acknowledgement of 66 bytes for every one to two segments of the other direction. */
    private static final long PERCENT_OF_OTHER_PAYLOAD = 6;

    /** A guess: the handshake and the end of a connection, three segments each way. */
    private static final long BYTES_PER_SOCKET = 200;

    private HeaderGuess() {}

    /** The most header bytes that there can be; with offloads an interface counts one header for many segments. */
    public static long ceiling(Socket socket, long segments) {
        boolean v4 =
                socket.local().address().isV4() || socket.remote().address().isV4();
        long bytes = socket.protocol() == Protocol.TCP ? IPV4_SEGMENT_BYTES : IPV4_DATAGRAM_BYTES;
        return SaturatedMath.product(segments, v4 ? bytes : bytes + IPV6_MORE_BYTES);
    }

    /** The bytes that a tunnel of the kernel may add to packets. */
    static long encapsulation(long packets) {
        return SaturatedMath.product(packets, ENCAPSULATION_BYTES);
    }

    /** The payload with the most header bytes that its segments can have, as far as these are counted. */
    static Traffic onWire(Socket socket, Traffic payload, @Nullable Segments segments) {
        if (segments == null || payload.isNone()) {
            return payload;
        }
        Traffic headers = new Traffic(ceiling(socket, segments.received()), ceiling(socket, segments.sent()));
        return payload.plus(headers);
    }

    /**
     * The header bytes that a socket with {@code own} payload in this direction and {@code other} in the other may
     * have. A UDP socket acknowledges nothing and opens no connection.
     */
    static long guess(Protocol protocol, long own, long other) {
        if (protocol == Protocol.UDP) {
            return percent(PERCENT_OF_OWN_PAYLOAD, own);
        }
        return own == 0 && other == 0
                ? 0
                : percent(PERCENT_OF_OWN_PAYLOAD, own) + percent(PERCENT_OF_OTHER_PAYLOAD, other) + BYTES_PER_SOCKET;
    }

    private static long percent(long percent, long bytes) {
        return bytes / 100 * percent + bytes % 100 * percent / 100;
    }
}
