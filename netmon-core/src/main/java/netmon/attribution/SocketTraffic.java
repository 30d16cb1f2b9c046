package netmon.attribution;

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
 */
public record SocketTraffic(
        Socket socket, @Nullable Traffic payload, @Nullable Segments segments, SocketChange change, Traffic unseen) {

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

    /** Whether it certainly moved nothing, so that it claims nothing. */
    public boolean isStill() {
        return payload != null
                && payload.isNone()
                && (segments == null || segments.equals(Segments.NONE))
                && unseen.isNone();
    }

    public SocketTraffic with(Traffic otherPayload) {
        return new SocketTraffic(socket, otherPayload, segments, change, unseen);
    }
}
