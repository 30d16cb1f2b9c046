package netmon.attribution;

import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What one socket moved between two looks.
 *
 * @param socket as last seen
 * @param payload bytes since the last look; null where nothing counts the bytes of its protocol
 * @param segments TCP segments since the last look; null where its source counts none
 * @param change whether it was there in both looks
 */
public record SocketTraffic(
        Socket socket, @Nullable Traffic payload, @Nullable Segments segments, SocketChange change) {

    /** How the socket differs from the last look. */
    public enum SocketChange {
        STAYED,
        /** Not there before; its bytes count in full. */
        APPEARED,
        /** Not there any more, and nobody told its final counters. */
        VANISHED
    }

    /** Whether it is known to have moved nothing, so that nobody need claim for it. */
    public boolean isStill() {
        return payload != null
                && payload.isNone()
                && (segments == null || segments.equals(Segments.NONE))
                && change == SocketChange.STAYED;
    }
}
