package netmon.model;

/**
 * The totals of the machine's IP layer since the machine started.
 *
 * @param datagrams of UDP; one may stand for up to 64 KB of many frames, where the kernel splits or joins them
 * @param bytes of all packets with their IP headers, loopback and forwarded packets included
 * @param forwarded packets that the machine forwarded for others
 * @param tunnelled packets that came in through tunnels inside the kernel, each in a datagram that counts as received;
 *     the datagrams that such a tunnel sends do not count as sent
 */
public record IpCounts(Segments datagrams, Traffic bytes, long forwarded, long tunnelled) {
    /** The totals of a machine without tunnels inside the kernel. */
    public IpCounts(Segments datagrams, Traffic bytes, long forwarded) {
        this(datagrams, bytes, forwarded, 0);
    }
}
