package netmon.attribution;

import netmon.model.PacketFlow;
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
    private record SharedPart(int index, int of, boolean isEstimate) {
        /** Equal parts; the first applications get the remainder. */
        long share(long bytes) {
            return bytes / of + (index < bytes % of ? 1 : 0);
        }
    }

    /**
     * Claims the traffic of one socket.
     *
     * @param index the number of this application among those that share the socket, from 0
     */
    void claim(Claim claim, int index) {
        SocketTraffic moved = claim.moved();
        Traffic payload = moved.payload();
        PacketFlow flow = moved.flow();
        SharedPart part = new SharedPart(index, claim.apps().size(), claim.isEstimate());
        if (payload != null && flow != null && flow.isForwarded()) {
            received.claimForwarded(part.share(payload.received()));
            sent.claimForwarded(part.share(payload.sent()));
        } else if (payload != null) {
            received.claimPayload(part.share(payload.received()), part.isEstimate());
            sent.claimPayload(part.share(payload.sent()), part.isEstimate());
            if (flow == null) {
                claimHeaders(moved.socket(), payload, moved.segments(), part);
            } else {
                claimCutHeaders(flow, part);
            }
            received.claimUnseen(part.share(moved.unseen().received()));
            sent.claimUnseen(part.share(moved.unseen().sent()));
        } else if (moved.change() != SocketTraffic.SocketChange.VANISHED
                && WeighingSockets.mayBeGuessed(moved.socket())) {
            received.claimConnection(moved.socket().protocol(), claim.weight());
            sent.claimConnection(moved.socket().protocol(), claim.weight());
        }
    }

    private void claimHeaders(Socket socket, Traffic payload, @Nullable Segments segments, SharedPart part) {
        if (segments == null) {
            Protocol protocol = socket.protocol();
            received.claimGuessedHeaders(part.share(HeaderGuess.guess(protocol, payload.received(), payload.sent())));
            sent.claimGuessedHeaders(part.share(HeaderGuess.guess(protocol, payload.sent(), payload.received())));
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

    private void claimCutHeaders(PacketFlow flow, SharedPart part) {
        long in = part.share(flow.headers().received());
        long out = part.share(flow.headers().sent());
        if (part.isEstimate()) {
            received.claimGuessedHeaders(in);
            sent.claimGuessedHeaders(out);
        } else {
            received.claimCutHeaders(in);
            sent.claimCutHeaders(out);
        }
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
