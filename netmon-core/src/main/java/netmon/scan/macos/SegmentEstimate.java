package netmon.scan.macos;

import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Traffic;

/**
 * How many segments or datagrams carried the bytes of a socket. macOS counts some of them only: a buffer that the
 * network card divides or joins is one packet, and an acknowledgement without payload is none. All values are totals
 * since the socket was opened, and none falls while the counters grow.
 *
 * @param protocol of the wire; QUIC is UDP
 */
public record SegmentEstimate(Protocol protocol, boolean isV4) {
    /** Ethernet's header, which interfaces count and IP does not. */
    public static final int FRAME_HEADER = 14;

    /** Payload of a full TCP segment over IPv4. IPv6 has 20 bytes less, so the estimate is rather low there. */
    public static final int FULL_PAYLOAD = 1448;

    /** No socket has more; a damaged counter may say so. */
    private static final long MOST = Long.MAX_VALUE / 4;

    private static final int SEGMENTS_PER_ACKNOWLEDGEMENT = 2;

    public static SegmentEstimate of(Protocol protocol, Endpoint local, Endpoint remote) {
        return new SegmentEstimate(
                protocol, local.address().isV4() || remote.address().isV4());
    }

    /** Bytes of the IP header with TCP's and its timestamps, or with UDP's. */
    public int headerBytes() {
        int ip = isV4 ? 20 : 40;
        return ip + (protocol == Protocol.TCP ? 32 : 8);
    }

    /** Segments of a source that counts those with payload: adds the acknowledgements of the other direction. */
    public Segments withAcknowledgements(Traffic payload, Segments counted) {
        if (protocol == Protocol.UDP) {
            return counted;
        }
        long in = Math.max(Math.min(counted.received(), MOST), full(payload.received()));
        long out = Math.max(Math.min(counted.sent(), MOST), full(payload.sent()));
        return new Segments(in + acknowledgementsOf(out), out + acknowledgementsOf(in));
    }

    /** Full segments for the payload, with the acknowledgements of the other direction. */
    public Segments needed(Traffic payload) {
        return protocol == Protocol.UDP
                ? new Segments(full(payload.received()), full(payload.sent()))
                : withAcknowledgements(payload, Segments.NONE);
    }

    /** Segments of a source that counts all it sees, acknowledgements too: at least as many as the payload needs. */
    public Segments atLeast(Traffic payload, Segments counted) {
        Segments needed = protocol == Protocol.UDP ? Segments.NONE : needed(payload);
        return new Segments(Math.max(counted.received(), needed.received()), Math.max(counted.sent(), needed.sent()));
    }

    /**
     * Segments with as many header bytes as the whole packets have more than the payload.
     *
     * @param ipBytes bytes with the headers of IP
     * @param packets how many packets these were
     */
    public Segments ofWholePackets(Traffic payload, Traffic ipBytes, Segments packets) {
        return new Segments(
                ofWholePackets(payload.received(), ipBytes.received(), packets.received()),
                ofWholePackets(payload.sent(), ipBytes.sent(), packets.sent()));
    }

    private long ofWholePackets(long payload, long ipBytes, long packets) {
        long frameHeader = headerBytes() + (long) FRAME_HEADER;
        return ipBytes < payload || packets > MOST / FRAME_HEADER
                ? packets
                : (Math.min(MOST, ipBytes - payload) + FRAME_HEADER * packets) / frameHeader;
    }

    private long full(long payload) {
        return payload / FULL_PAYLOAD + (payload % FULL_PAYLOAD == 0 ? 0 : 1);
    }

    /** Acknowledgements of this payload, which travel in the other direction; UDP has none. */
    public long acknowledgements(long payload) {
        return protocol == Protocol.UDP ? 0 : acknowledgementsOf(full(payload));
    }

    private static long acknowledgementsOf(long segments) {
        return (segments + SEGMENTS_PER_ACKNOWLEDGEMENT - 1) / SEGMENTS_PER_ACKNOWLEDGEMENT;
    }
}
