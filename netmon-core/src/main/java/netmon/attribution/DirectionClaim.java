package netmon.attribution;

import netmon.model.Protocol;

/** The claims of one application in one direction, and the bytes that it got. Mutable: the attributor's working row. */
final class DirectionClaim {
    /**
     * Polls for which measured bytes beyond the total are carried over, since the two readings are not simultaneous.
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
    /** The most that vanished sockets can have moved after the last poll that listed them. */
    long unseen;
    /** Bytes of sockets in other namespaces, which this machine forwards for them, by age. */
    final long[] forwarded = new long[CARRIED_POLLS + 1];
    /** The weights of connections that no source counts. */
    long tcpConnections;

    long udpConnections;

    private long booked;
    private long estimated;

    void claimPayload(long bytes, boolean isEstimate) {
        long[] claims = isEstimate ? shared : payload;
        claims[0] = SaturatedMath.sum(claims[0], bytes);
    }

    void claimHeaders(long bytes) {
        headers[0] = SaturatedMath.sum(headers[0], bytes);
    }

    void claimCutHeaders(long bytes) {
        cutHeaders[0] = SaturatedMath.sum(cutHeaders[0], bytes);
    }

    void claimGuessedHeaders(long bytes) {
        guessedHeaders = SaturatedMath.sum(guessedHeaders, bytes);
    }

    void claimUnseen(long bytes) {
        unseen = SaturatedMath.sum(unseen, bytes);
    }

    void claimForwarded(long bytes) {
        forwarded[0] = SaturatedMath.sum(forwarded[0], bytes);
    }

    void claimConnection(Protocol protocol, long weight) {
        switch (protocol) {
            case TCP -> tcpConnections = SaturatedMath.sum(tcpConnections, weight);
            case UDP -> udpConnections = SaturatedMath.sum(udpConnections, weight);
        }
    }

    /**
     * Takes booked bytes off the oldest claims: within one application, the oldest bytes passed the interface first.
     */
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
        tcpConnections = 0;
        udpConnections = 0;
        unseen = 0;
        booked = 0;
        estimated = 0;
    }

    /** Whether no claim of an earlier poll is left. */
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
