package netmon.attribution;

import netmon.model.Protocol;

/** What one application asks for, and what it was given, in one direction. Mutable: the attributor's working row. */
final class DirectionClaim {
    /** Looks for which measured bytes that found no room are kept, since the two readings are not simultaneous. */
    static final int CARRIED_POLLS = 2;

    /** Measured payload by age in looks, this look's first. */
    final long[] payload = new long[CARRIED_POLLS + 1];
    /** The same for bytes whose owner is inferred or shared with another application, and so only estimated. */
    final long[] shared = new long[CARRIED_POLLS + 1];
    /** Ceiling of header bytes, where segments are known, by age. */
    final long[] headers = new long[CARRIED_POLLS + 1];
    /** Header bytes by guess, where they are not. */
    long guessedHeaders;
    /** Connections that nothing counts. */
    int tcpConnections;

    int udpConnections;
    /** Connections that appeared or vanished since the last look, and may have had others between them. */
    int changes;

    private long booked;
    private long estimated;

    void claimPayload(long bytes, boolean isEstimate) {
        long[] claims = isEstimate ? shared : payload;
        claims[0] = SaturatedMath.sum(claims[0], bytes);
    }

    void claimHeaders(long bytes) {
        headers[0] = SaturatedMath.sum(headers[0], bytes);
    }

    void claimGuessedHeaders(long bytes) {
        guessedHeaders = SaturatedMath.sum(guessedHeaders, bytes);
    }

    void claimConnection(Protocol protocol) {
        switch (protocol) {
            case TCP -> tcpConnections++;
            case UDP -> udpConnections++;
        }
    }

    void book(long bytes, boolean estimate) {
        booked += bytes;
        estimated += estimate ? bytes : 0;
    }

    long booked() {
        return booked;
    }

    /** The part of what was booked that is not measured. */
    long estimated() {
        return estimated;
    }

    /** Begins the next look: claims that found no room grow older, the oldest are given up. */
    void age() {
        shift(payload);
        shift(shared);
        shift(headers);
        guessedHeaders = 0;
        tcpConnections = 0;
        udpConnections = 0;
        changes = 0;
        booked = 0;
        estimated = 0;
    }

    /** Whether nothing of an earlier look is left to ask for. */
    boolean isIdle() {
        for (int age = 0; age <= CARRIED_POLLS; age++) {
            if (payload[age] != 0 || shared[age] != 0 || headers[age] != 0) {
                return false;
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
