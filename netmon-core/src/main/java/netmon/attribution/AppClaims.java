package netmon.attribution;

import netmon.model.Direction;
import netmon.model.Traffic;

/** The claims of one application in both directions, computed from the traffic of its sockets. */
record AppClaims(DirectionClaim received, DirectionClaim sent) {
    static AppClaims open() {
        return new AppClaims(new DirectionClaim(Direction.IN), new DirectionClaim(Direction.OUT));
    }

    /**
     * Claims the traffic of one socket.
     *
     * @param index the number of this application among those that share the socket, from 0
     */
    void claim(Claim claim, int index) {
        received.claim(claim, index);
        sent.claim(claim, index);
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
