package netmon.attribution.frozen;

import netmon.attribution.HeaderGuess;
import netmon.attribution.SaturatedMath;
import netmon.attribution.SocketTraffic;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Traffic;

/**
 * The bytes of the sockets that use one interface, in one direction.
 *
 * @param payload all of it
 * @param unsegmented the part of the payload that comes without a count of its packets
 * @param headers of the packets that are counted
 * @param acknowledgements a guess where packets are not counted: of the other direction's payload
 */
record BoundBytes(long payload, long unsegmented, long headers, long acknowledgements) {
    static final BoundBytes NONE = new BoundBytes(0, 0, 0, 0);

    /** One acknowledgement of 66 bytes for two segments of 1448. */
    private static final long PAYLOAD_PER_ACKNOWLEDGEMENT = 2896;

    private static final long ACKNOWLEDGEMENT_BYTES = 66;

    static BoundBytes received(SocketTraffic moved, Traffic payload) {
        Segments segments = moved.segments();
        if (segments == null) {
            return new BoundBytes(payload.received(), payload.received(), 0, 0);
        }
        long headers = HeaderGuess.ceiling(moved.socket(), segments.received());
        return new BoundBytes(payload.received(), 0, headers, 0);
    }

    static BoundBytes sent(SocketTraffic moved, Traffic payload) {
        Segments segments = moved.segments();
        if (segments == null) {
            long answered = moved.socket().protocol() == Protocol.TCP ? payload.received() : 0;
            long acknowledgements = answered / PAYLOAD_PER_ACKNOWLEDGEMENT * ACKNOWLEDGEMENT_BYTES;
            return new BoundBytes(payload.sent(), payload.sent(), 0, acknowledgements);
        }
        return new BoundBytes(payload.sent(), 0, HeaderGuess.ceiling(moved.socket(), segments.sent()), 0);
    }

    BoundBytes plus(BoundBytes other) {
        return new BoundBytes(
                SaturatedMath.sum(payload, other.payload),
                SaturatedMath.sum(unsegmented, other.unsegmented),
                SaturatedMath.sum(headers, other.headers),
                SaturatedMath.sum(acknowledgements, other.acknowledgements));
    }

    /** The bytes on the wire, where the ratio holds for payload without a count of its packets. */
    long wire(double ratio) {
        long counted = SaturatedMath.sum(payload - unsegmented, SaturatedMath.sum(headers, acknowledgements));
        return SaturatedMath.sum(counted, Math.round(unsegmented * ratio));
    }
}
