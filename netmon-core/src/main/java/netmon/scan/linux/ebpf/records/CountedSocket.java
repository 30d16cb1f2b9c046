package netmon.scan.linux.ebpf.records;

import netmon.model.Endpoint;

/**
 * A socket on one interface, as it was at its first packet there.
 *
 * @param cookie the kernel's number of the socket, as sock_diag has it; 0 for packets without a socket
 * @param interfaceIndex of the interface in the socket's namespace
 * @param family {@code AF_INET} 2 or {@code AF_INET6} 10; 0 where the packet has no full socket
 * @param type {@code SOCK_STREAM} 1, {@code SOCK_DGRAM} 2, {@code SOCK_RAW} 3
 * @param protocol of IP: 6 is TCP, 17 is UDP
 * @param local without an address where that is not known: of IPv6, and of sockets that are not connected; the port is
 *     0 where none was bound yet
 * @param remote the connected far end; of sockets that are not connected {@link Endpoint#ANY}
 */
public record CountedSocket(
        long cookie,
        int interfaceIndex,
        Origin origin,
        int family,
        int type,
        int protocol,
        Endpoint local,
        Endpoint remote) {
    public int localPort() {
        return local.port();
    }
}
