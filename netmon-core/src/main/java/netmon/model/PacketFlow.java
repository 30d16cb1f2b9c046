package netmon.model;

import org.jspecify.annotations.Nullable;

/**
 * The packets of one socket through one interface since the last poll, by a source that counts whole packets.
 *
 * @param socket its interface's number is that of this interface; its counters are not used
 * @param bytes the least that the interface counted for these packets, link headers included
 * @param headers the most that it counted beyond: headers of packets that were cut before it counted them
 * @param packets of the socket on the wire
 * @param forwardedThrough the interface of this machine through which it forwards the packets of a socket in another
 *     namespace, such as a container's; null for a socket of its own
 */
public record PacketFlow(
        Socket socket,
        Traffic bytes,
        Traffic headers,
        Segments packets,
        @Nullable String forwardedThrough) {
    /** Whether the packets are another namespace's: they are this machine's only where nothing else claims them. */
    public boolean isForwarded() {
        return forwardedThrough != null;
    }
}
