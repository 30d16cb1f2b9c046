package netmon.model;

/**
 * Bytes that came in and bytes that went out, as seen from this machine; never negative. A sum that no {@code long} can
 * hold is {@link Long#MAX_VALUE}: such numbers come from a broken counter or from another program.
 */
public record Traffic(long received, long sent) {
    public static final Traffic NONE = new Traffic(0, 0);

    public Traffic {
        if (received < 0 || sent < 0) {
            throw new IllegalArgumentException("bytes below zero: " + received + " received, " + sent + " sent");
        }
    }

    public long total() {
        return sum(received, sent);
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    public boolean isNone() {
        return received == 0 && sent == 0;
    }

    public Traffic plus(Traffic other) {
        return new Traffic(sum(received, other.received), sum(sent, other.sent));
    }

    /** The growth since an earlier value; 0 in a direction that fell. */
    public Traffic since(Traffic before) {
        return new Traffic(Math.max(0, received - before.received), Math.max(0, sent - before.sent));
    }

    /** The smaller value of each direction. */
    public Traffic atMost(Traffic limit) {
        return new Traffic(Math.min(received, limit.received), Math.min(sent, limit.sent));
    }

    /** The difference; {@code other} must not be larger in either direction. */
    public Traffic minus(Traffic other) {
        return new Traffic(received - other.received, sent - other.sent);
    }
}
