package netmon.attribution;

import netmon.model.PacketFlow;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that one socket moved between two polls.
 *
 * @param socket the socket in the last poll that listed it
 * @param payload bytes since the last poll; null where no source counts the bytes of its protocol
 * @param segments TCP segments or UDP datagrams since the last poll; null where the source counts none
 * @param unseen the most that it can have moved after the last poll that listed it: its bytes of the interval before
 * @param flow its packets, whose bytes are the payload, where the source counts packets; else null
 * @param isEncapsulated whether the kernel puts its packets into others, such as WireGuard's
 */
public record SocketTraffic(
        Socket socket,
        @Nullable Traffic payload,
        @Nullable Segments segments,
        SocketChange change,
        Traffic unseen,
        @Nullable PacketFlow flow,
        boolean isEncapsulated) {

    public enum SocketChange {
        STAYED,
        /** New; its bytes count in full. */
        APPEARED,
        /** Gone, without a report of final counters. */
        VANISHED
    }

    public SocketTraffic(Socket socket, @Nullable Traffic payload, @Nullable Segments segments, SocketChange change) {
        this(socket, payload, segments, change, Traffic.NONE);
    }

    /** A socket whose bytes are counted, if at all, without the packets. */
    public SocketTraffic(
            Socket socket,
            @Nullable Traffic payload,
            @Nullable Segments segments,
            SocketChange change,
            Traffic unseen) {
        this(socket, payload, segments, change, unseen, null, false);
    }

    /** What a source counted by packets. */
    public static SocketTraffic of(PacketFlow flow) {
        return new SocketTraffic(flow.socket(), flow.bytes(), null, SocketChange.STAYED, Traffic.NONE, flow, false);
    }

    /** Whether it is another namespace's: its bytes are this machine's only where nothing else claims them. */
    public boolean isForwarded() {
        return flow != null && flow.isForwarded();
    }

    /** Whether it certainly moved nothing, so that it claims nothing. */
    public boolean isStill() {
        return payload != null
                && payload.isNone()
                && (segments == null || segments.equals(Segments.NONE))
                && unseen.isNone();
    }

    SocketTraffic encapsulated() {
        return new SocketTraffic(socket, payload, segments, change, unseen, flow, true);
    }

    /** Its packets on the wire; none where no source counts them. */
    Segments packets() {
        return flow != null ? flow.packets() : segments != null ? segments : Segments.NONE;
    }

    public SocketTraffic with(Traffic otherPayload) {
        return new SocketTraffic(socket, otherPayload, segments, change, unseen, flow, isEncapsulated);
    }
}
