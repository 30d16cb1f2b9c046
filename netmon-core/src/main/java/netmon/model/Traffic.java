package netmon.model;

/** Bytes that came in and bytes that went out, as seen from this machine; never negative. */
public record Traffic(long received, long sent) {
    public static final Traffic NONE = new Traffic(0, 0);

    public Traffic {
        if (received < 0 || sent < 0) {
            throw new IllegalArgumentException("bytes below zero: " + received + " received, " + sent + " sent");
        }
    }

    public long total() {
        return Math.addExact(received, sent);
    }

    public boolean isNone() {
        return received == 0 && sent == 0;
    }

    public Traffic plus(Traffic other) {
        return new Traffic(Math.addExact(received, other.received), Math.addExact(sent, other.sent));
    }

    /** The difference; {@code other} must not be larger in either direction. */
    public Traffic minus(Traffic other) {
        return new Traffic(received - other.received, sent - other.sent);
    }
}
