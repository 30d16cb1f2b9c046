package netmon.scan.macos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Calibration;
import netmon.model.Direction;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of netstat's {@code rxbytes} and {@code txbytes}, which differs by release (xnu {@code in_tclass.c},
 * {@code tcp_input.c}, {@code uipc_socket2.c}). Up to macOS 14 both hold the headers of IP and TCP, and sent bytes hold
 * the acknowledgements too. From 15 on a socket of the kernel counts each received byte twice, with one header a
 * segment, and counts sent bytes when the program writes them. Flows in user space then count payload once.
 *
 * @param kernel the meaning for sockets of the kernel
 * @param countsUnsent whether bytes that wait in the send buffer are counted as sent
 * @param holdsHeaders whether sent bytes hold every packet's headers, those of acknowledgements too
 */
record NetstatMeaning(Map<CounterKind, CounterMeaning> kernel, boolean countsUnsent, boolean holdsHeaders) {
    /** Takes every counter for payload that is counted once. */
    static final NetstatMeaning AS_PRINTED = new NetstatMeaning(Map.of(), false, false);

    private static final int FIRST_TWICE = 15;

    /** Bytes that macOS 15 counts with each datagram: the length of the sender's address. */
    private static final int SOCKADDR_V4 = 16;

    private static final int SOCKADDR_V6 = 28;

    record CounterKind(SegmentEstimate wire, Direction direction) {}

    /**
     * The meaning of one byte counter: {@code times} x payload + {@code headerBytes} x packets.
     *
     * @param times how often a byte of payload is counted, at least once
     * @param headerBytes bytes that are counted with each packet besides; 0 where none are
     */
    record CounterMeaning(int times, int headerBytes) {
        static final CounterMeaning PAYLOAD = new CounterMeaning(1, 0);

        /**
         * The payload of a counter.
         *
         * @param packets how many packets netstat prints; it counts them as often as the bytes; negative where unknown:
         *     then the packets are taken for full ones
         */
        long payload(long counter, long packets) {
            if (headerBytes == 0) {
                return counter / times;
            }
            if (packets >= 0) {
                return Math.max(0, counter - saturated(packets / times)) / times;
            }
            long full = SegmentEstimate.FULL_PAYLOAD;
            long counted = times * full + headerBytes;
            return counter / counted * full + counter % counted * full / counted;
        }

        private long saturated(long packets) {
            return packets > Long.MAX_VALUE / headerBytes ? Long.MAX_VALUE : packets * headerBytes;
        }
    }

    NetstatMeaning {
        kernel = Map.copyOf(kernel);
    }

    /**
     * The meaning in one release.
     *
     * @param version of macOS, such as {@code 15.2}; where it is unknown, the newest release that netmon knows
     */
    static NetstatMeaning of(String version) {
        boolean isTwice = major(version) >= FIRST_TWICE;
        Map<CounterKind, CounterMeaning> kernel = new HashMap<>();
        for (Protocol protocol : Protocol.values()) {
            for (boolean isV4 : List.of(true, false)) {
                SegmentEstimate wire = new SegmentEstimate(protocol, isV4);
                CounterMeaning whole = new CounterMeaning(1, wire.headerBytes());
                kernel.put(new CounterKind(wire, Direction.IN), isTwice ? twice(wire) : whole);
                kernel.put(new CounterKind(wire, Direction.OUT), isTwice ? CounterMeaning.PAYLOAD : whole);
            }
        }
        return new NetstatMeaning(kernel, isTwice, !isTwice);
    }

    private static CounterMeaning twice(SegmentEstimate wire) {
        int sockaddr = wire.isV4() ? SOCKADDR_V4 : SOCKADDR_V6;
        return new CounterMeaning(2, wire.protocol() == Protocol.TCP ? wire.headerBytes() : sockaddr);
    }

    private static int major(String version) {
        int end = 0;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 0 || end > 4 ? Integer.MAX_VALUE : Integer.parseInt(version, 0, end, 10);
    }

    /** The same with what a proof found on this machine in place of what the release suggests. */
    NetstatMeaning calibrated(Calibration found) {
        Map<CounterKind, CounterMeaning> proven = new HashMap<>(kernel);
        for (Calibration.Meaning each : found.meanings()) {
            CounterKind kind =
                    new CounterKind(new SegmentEstimate(each.protocol(), each.version() == 4), each.direction());
            proven.computeIfPresent(kind, (key, known) -> proven(each, known));
        }
        boolean unsent = found.unsent() == Calibration.ProofResult.UNKNOWN
                ? countsUnsent
                : found.unsent() == Calibration.ProofResult.YES;
        CounterMeaning sent = proven.get(new CounterKind(new SegmentEstimate(Protocol.TCP, true), Direction.OUT));
        return new NetstatMeaning(proven, unsent, sent != null && sent.headerBytes() > 0);
    }

    /** A proof finds the bytes of headers only about: where the release agrees, its exact number stays. */
    private static CounterMeaning proven(Calibration.Meaning found, CounterMeaning known) {
        boolean agrees = found.times() == known.times() && (found.headerBytes() > 0) == (known.headerBytes() > 0);
        return found.times() <= 0 || agrees ? known : new CounterMeaning(found.times(), found.headerBytes());
    }

    Traffic payload(NetstatRow row) {
        long sent = meaning(row, Direction.OUT).payload(sent(row), row.sentPackets());
        CounterMeaning in = meaning(row, Direction.IN);
        long received = row.received();
        if (row.receivedPackets() < 0 && !holdsHeaders && in.headerBytes() > 0) {
            // The headers of the acknowledgements of what was sent are counted too.
            long headers = row.wire().acknowledgements(sent) * in.headerBytes();
            received = Math.max(0, received - headers);
        }
        return new Traffic(in.payload(received, row.receivedPackets()), sent);
    }

    /** The segments of a row: as printed, else as many as its payload needs; null where no header was ever seen. */
    @Nullable
    Segments segments(NetstatRow row, Traffic payload) {
        SegmentEstimate wire = row.wire();
        if (row.receivedPackets() >= 0) {
            long received = row.receivedPackets() / meaning(row, Direction.IN).times();
            return wire.atLeast(payload, new Segments(received, row.sentPackets()));
        }
        if (!row.isUserSpace() && meaning(row, Direction.IN).headerBytes() == 0) {
            return null;
        }
        Segments needed = wire.needed(payload);
        if (!holdsHeaders) {
            return needed;
        }
        // Headers are counted, except those of frames and of received acknowledgements: segments make up for them.
        long acknowledgements = wire.acknowledgements(payload.sent());
        long full = Math.max(0, needed.received() - acknowledgements);
        long packetsOut = Math.min(needed.sent(), row.sent() / wire.headerBytes());
        Segments counted =
                wire.ofWholePackets(payload, new Traffic(row.received(), row.sent()), new Segments(full, packetsOut));
        return new Segments(counted.received() + acknowledgements, counted.sent());
    }

    private long sent(NetstatRow row) {
        return countsUnsent && !row.isUserSpace() ? Math.max(0, row.sent() - row.sendQueue()) : row.sent();
    }

    private CounterMeaning meaning(NetstatRow row, Direction direction) {
        if (row.isUserSpace() && !holdsHeaders) {
            return CounterMeaning.PAYLOAD;
        }
        return kernel.getOrDefault(new CounterKind(row.wire(), direction), CounterMeaning.PAYLOAD);
    }
}
