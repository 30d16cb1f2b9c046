package netmon.model;

/**
 * What the machine's IP layer has counted since its start.
 *
 * @param datagrams UDP datagrams that sockets received and sent; one may stand for up to 64 KB of many frames, where a
 *     program lets the kernel cut or join them
 * @param bytes of all packets with their IP headers, also of those on loopback and of those that were passed on
 * @param forwarded packets that were passed on, since they were for somebody else
 */
public record IpCounts(Segments datagrams, Traffic bytes, long forwarded) {}
