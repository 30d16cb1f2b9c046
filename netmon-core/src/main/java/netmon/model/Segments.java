package netmon.model;

/** Packets in both directions: TCP segments of a socket, or UDP datagrams of a machine; never negative. */
public record Segments(long received, long sent) {
    public static final Segments NONE = new Segments(0, 0);

    public Segments {
        if (received < 0 || sent < 0) {
            throw new IllegalArgumentException("segments below zero: " + received + " received, " + sent + " sent");
        }
    }

    /** The growth since an earlier value; 0 in a direction that fell. */
    public Segments since(Segments before) {
        return new Segments(Math.max(0, received - before.received), Math.max(0, sent - before.sent));
    }
}
