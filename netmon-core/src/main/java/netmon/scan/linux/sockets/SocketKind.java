package netmon.scan.linux.sockets;

import netmon.model.Protocol;
import org.jspecify.annotations.Nullable;

/** The sockets that the kernel lists for one question. */
public enum SocketKind {
    TCP4("sock_diag tcp4", Protocol.TCP),
    TCP6("sock_diag tcp6", Protocol.TCP),
    UDP4("sock_diag udp4", Protocol.UDP),
    UDP6("sock_diag udp6", Protocol.UDP);

    private static final int AF_INET = 2;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_UDP = 17;

    private final String question;
    private final Protocol protocol;

    SocketKind(String question, Protocol protocol) {
        this.question = question;
        this.protocol = protocol;
    }

    /** The kind of a socket by its numbers in the kernel; null for other protocols. */
    public static @Nullable SocketKind of(int protocol, int family) {
        return switch (protocol) {
            case IPPROTO_TCP -> of(Protocol.TCP, family);
            case IPPROTO_UDP -> of(Protocol.UDP, family);
            default -> null;
        };
    }

    static SocketKind of(Protocol protocol, int family) {
        return switch (protocol) {
            case TCP -> family == AF_INET ? TCP4 : TCP6;
            case UDP -> family == AF_INET ? UDP4 : UDP6;
        };
    }

    String question() {
        return question;
    }

    Protocol protocol() {
        return protocol;
    }
}
