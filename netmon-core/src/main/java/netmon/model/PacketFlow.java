package netmon.model;

/**
 * The packets of one socket through one interface since the last poll, by a source that counts whole packets.
 *
 * @param socket its interface's number is that of this interface; its counters are not used
 * @param bytes the least that the interface counted for these packets, link headers included
 * @param headers the most that it counted beyond: headers of packets that were cut before it counted them
 * @param forwarded whether the socket is another namespace's, such as a container's, so that its bytes are this
 *     machine's only where it forwards them
 */
public record PacketFlow(Socket socket, Traffic bytes, Traffic headers, boolean forwarded) {}
