package netmon.attribution;

import netmon.model.Direction;
import netmon.model.PacketFlow;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;

/** The claims of one application in one direction, and the bytes that it got. Mutable: the attributor's working row. */
final class DirectionClaim {
    /**
     * Measured bytes that exceed the total of their poll are kept for so many polls, since sockets and interfaces are
     * not read at the same moment.
     */
    static final int CARRIED_POLLS = 2;

    /** Measured payload by age in polls, the current poll first. */
    final long[] payload = new long[CARRIED_POLLS + 1];
    /** The same for payload with an inferred or shared owner, which is only estimated. */
    final long[] shared = new long[CARRIED_POLLS + 1];
    /** Upper limit of header bytes by age, where segments are counted. */
    final long[] headers = new long[CARRIED_POLLS + 1];
    /** Upper limit of header bytes by age, where packets are counted with the headers that they have. */
    final long[] cutHeaders = new long[CARRIED_POLLS + 1];
    /** Guessed header bytes, where segments are not counted. */
    long guessedHeaders;
    /** Guessed headers of the packets into which the kernel puts those of a tunnel. */
    long outerHeaders;
    /** The most that vanished sockets can have moved after the last poll that listed them. */
    long unseen;
    /** Bytes of sockets in other namespaces, which this machine forwards for them, by age. */
    final long[] forwarded = new long[CARRIED_POLLS + 1];
    /** The weights of connections that no source counts. */
    long tcpConnections;

    long udpConnections;

    private final Direction direction;
    private long booked;
    private long estimated;

    DirectionClaim(Direction direction) {
        this.direction = direction;
    }

    /** Claims this direction of a socket for the application with this number among those that share the socket. */
    void claim(Claim claim, int index) {
        SocketTraffic moved = claim.moved();
        if (moved.payload() != null && moved.isForwarded()) {
            forwarded[0] = SaturatedMath.sum(forwarded[0], claim.share(direction.of(moved.payload()), index));
            claimHeaders(claim, moved.payload(), index);
        } else if (moved.payload() != null) {
            long[] claims = claim.isEstimate() ? shared : payload;
            claims[0] = SaturatedMath.sum(claims[0], claim.share(direction.of(moved.payload()), index));
            claimHeaders(claim, moved.payload(), index);
            unseen = SaturatedMath.sum(unseen, claim.share(direction.of(moved.unseen()), index));
        } else if (moved.change() != SocketTraffic.SocketChange.VANISHED
                && WeighingSockets.mayBeGuessed(moved.socket())) {
            switch (moved.socket().protocol()) {
                case TCP -> tcpConnections = SaturatedMath.sum(tcpConnections, claim.weight());
                case UDP -> udpConnections = SaturatedMath.sum(udpConnections, claim.weight());
            }
        }
    }

    private void claimHeaders(Claim claim, Traffic moved, int index) {
        PacketFlow flow = claim.moved().flow();
        Segments segments = claim.moved().segments();
        long bytes = flow != null
                ? direction.of(flow.headers())
                : segments != null
                        ? ceiling(claim.moved().socket(), segments)
                        : guess(claim.moved().socket(), moved);
        if ((flow == null && segments == null) || claim.isEstimate()) {
            guessedHeaders = SaturatedMath.sum(guessedHeaders, claim.share(bytes, index));
        } else {
            long[] claims = flow == null ? headers : cutHeaders;
            claims[0] = SaturatedMath.sum(claims[0], claim.share(bytes, index));
        }
        if (claim.moved().isEncapsulated()) {
            long outer = HeaderGuess.encapsulation(packets(claim.moved().packets()));
            outerHeaders = SaturatedMath.sum(outerHeaders, claim.share(outer, index));
        }
    }

    private long packets(Segments segments) {
        return direction == Direction.IN ? segments.received() : segments.sent();
    }

    private long ceiling(Socket socket, Segments segments) {
        return HeaderGuess.ceiling(socket, packets(segments));
    }

    private long guess(Socket socket, Traffic moved) {
        return direction == Direction.IN
                ? HeaderGuess.guess(socket.protocol(), moved.received(), moved.sent())
                : HeaderGuess.guess(socket.protocol(), moved.sent(), moved.received());
    }

    /** Takes booked bytes off the oldest claims: the oldest bytes passed the interface first. */
    static void settle(long[] claims, long bytes) {
        long left = bytes;
        for (int age = CARRIED_POLLS; age >= 0; age--) {
            long settled = Math.min(left, claims[age]);
            claims[age] -= settled;
            left -= settled;
        }
    }

    void book(long bytes, boolean estimate) {
        booked += bytes;
        estimated += estimate ? bytes : 0;
    }

    long booked() {
        return booked;
    }

    /** The part of the booked bytes that is not measured. */
    long estimated() {
        return estimated;
    }

    /** Begins the next poll: unbooked claims grow older, the oldest are dropped. */
    void age() {
        shift(payload);
        shift(shared);
        shift(headers);
        shift(forwarded);
        shift(cutHeaders);
        guessedHeaders = 0;
        outerHeaders = 0;
        tcpConnections = 0;
        udpConnections = 0;
        unseen = 0;
        booked = 0;
        estimated = 0;
    }

    boolean isIdle() {
        for (long[] claims : new long[][] {payload, shared, headers, cutHeaders, forwarded}) {
            for (long each : claims) {
                if (each != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void shift(long[] claims) {
        for (int age = CARRIED_POLLS; age > 0; age--) {
            claims[age] = claims[age - 1];
        }
        claims[0] = 0;
    }
}
