package netmon.model;

/**
 * Packets of the transport layer in both directions: TCP segments of a socket, or UDP datagrams of a machine.
 *
 * @param received segments that came in, never negative
 * @param sent segments that went out, never negative
 */
public record Segments(long received, long sent) {
    public static final Segments NONE = new Segments(0, 0);

    public Segments {
        if (received < 0 || sent < 0) {
            throw new IllegalArgumentException("segments below zero: " + received + " received, " + sent + " sent");
        }
    }
}
