package netmon.attribution.frozen;

import netmon.attribution.HeaderGuess;
import netmon.attribution.SaturatedMath;
import netmon.attribution.SocketTraffic;
import netmon.model.PacketFlow;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Traffic;

/**
 * The sum of the bytes of the sockets that use one interface, in one direction. It is mutable, because the sum is
 * computed in every tick.
 */
final class BoundBytes {
    /** One acknowledgement of 66 bytes for two segments of 1448. */
    private static final long PAYLOAD_PER_ACKNOWLEDGEMENT = 2896;

    private static final long ACKNOWLEDGEMENT_BYTES = 66;

    private long payload;

    /** The part of the payload that comes without a count of its packets. */
    private long unsegmented;

    /** The header bytes of the packets that are counted. */
    private long headers;

    /** A guess where packets are not counted: of the other direction's payload. */
    private long acknowledgements;

    void addReceived(SocketTraffic moved, Traffic traffic) {
        PacketFlow flow = moved.flow();
        if (flow != null) {
            addPackets(flow.bytes().received(), flow.headers().received());
            return;
        }
        Segments segments = moved.segments();
        add(moved, traffic.received(), segments == null ? -1 : segments.received());
    }

    void addSent(SocketTraffic moved, Traffic traffic) {
        PacketFlow flow = moved.flow();
        if (flow != null) {
            addPackets(flow.bytes().sent(), flow.headers().sent());
            return;
        }
        Segments segments = moved.segments();
        add(moved, traffic.sent(), segments == null ? -1 : segments.sent());
        if (segments == null && moved.socket().protocol() == Protocol.TCP) {
            long answers = traffic.received() / PAYLOAD_PER_ACKNOWLEDGEMENT * ACKNOWLEDGEMENT_BYTES;
            acknowledgements = SaturatedMath.sum(acknowledgements, answers);
        }
    }

    private void addPackets(long bytes, long most) {
        payload = SaturatedMath.sum(payload, bytes);
        headers = SaturatedMath.sum(headers, most);
    }

    /** @param segments negative where they are not counted */
    private void add(SocketTraffic moved, long bytes, long segments) {
        payload = SaturatedMath.sum(payload, bytes);
        if (segments < 0) {
            unsegmented = SaturatedMath.sum(unsegmented, bytes);
        } else {
            headers = SaturatedMath.sum(headers, HeaderGuess.ceiling(moved.socket(), segments));
        }
    }

    long payload() {
        return payload;
    }

    /** The bytes on the wire, where the ratio holds for payload without a count of its packets. */
    long wire(double ratio) {
        long counted = SaturatedMath.sum(payload - unsegmented, SaturatedMath.sum(headers, acknowledgements));
        return SaturatedMath.sum(counted, Math.round(unsegmented * ratio));
    }
}
