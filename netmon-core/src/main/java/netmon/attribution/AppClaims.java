package netmon.attribution;

import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** The claims of one application in both directions, computed from the traffic of its sockets. */
record AppClaims(DirectionClaim received, DirectionClaim sent) {
    static AppClaims open() {
        return new AppClaims(new DirectionClaim(), new DirectionClaim());
    }

    /** One application's part of a socket that several may share. */
    private record SharedPart(int index, int of, boolean isInferred) {
        /** Whether the bytes are not proven to be this application's. */
        boolean isEstimate() {
            return of > 1 || isInferred;
        }

        /** Equal parts; the first applications get the remainder. */
        long share(long bytes) {
            return bytes / of + (index < bytes % of ? 1 : 0);
        }
    }

    /**
     * Claims the traffic of one socket.
     *
     * @param index the number of this application among those that share the socket, from 0
     * @param of how many applications share it
     */
    void claim(SocketTraffic moved, int index, int of, UnmeasuredLimits limits) {
        SharedPart part = new SharedPart(index, of, moved.socket().inferred());
        Traffic payload = moved.payload();
        if (payload != null) {
            received.claimPayload(part.share(payload.received()), part.isEstimate());
            sent.claimPayload(part.share(payload.sent()), part.isEstimate());
            claimHeaders(moved.socket(), payload, moved.segments(), part);
        } else if (moved.change() != SocketChange.VANISHED && WeighingSockets.mayBeGuessed(moved.socket())) {
            received.claimConnection(moved.socket().protocol());
            sent.claimConnection(moved.socket().protocol());
        }
        if (mayHaveMovedUnseen(moved, limits)) {
            received.changes++;
            sent.changes++;
        }
    }

    private void claimHeaders(Socket socket, Traffic payload, @Nullable Segments segments, SharedPart part) {
        if (segments == null) {
            received.claimGuessedHeaders(part.share(HeaderGuess.guess(payload.received(), payload.sent())));
            sent.claimGuessedHeaders(part.share(HeaderGuess.guess(payload.sent(), payload.received())));
            return;
        }
        long in = part.share(HeaderGuess.ceiling(socket, segments.received()));
        long out = part.share(HeaderGuess.ceiling(socket, segments.sent()));
        if (part.isEstimate()) {
            received.claimGuessedHeaders(in);
            sent.claimGuessedHeaders(out);
        } else {
            received.claimHeaders(in);
            sent.claimHeaders(out);
        }
    }

    /**
     * Where a socket appeared or vanished, others may have opened and closed unseen; not where their bytes are
     * reported.
     */
    private static boolean mayHaveMovedUnseen(SocketTraffic moved, UnmeasuredLimits limits) {
        boolean bounded = moved.payload() == null && moved.socket().protocol() == Protocol.UDP && limits.udp() != null;
        return moved.change() != SocketChange.STAYED
                && !limits.closedReported()
                && !bounded
                && WeighingSockets.mayBeGuessed(moved.socket());
    }

    void age() {
        received.age();
        sent.age();
    }

    boolean isIdle() {
        return received.isIdle() && sent.isIdle();
    }

    Traffic booked() {
        return new Traffic(received.booked(), sent.booked());
    }

    Traffic estimated() {
        return new Traffic(received.estimated(), sent.estimated());
    }
}
