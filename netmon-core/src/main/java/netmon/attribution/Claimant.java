package netmon.attribution;

import netmon.model.AppTraffic;
import netmon.model.Traffic;

/** What one application asks for, and what it was given, in one direction. Mutable: the attributor's working row. */
final class Claimant {
    /** Looks for which measured bytes that found no room are kept, since the two readings are not simultaneous. */
    static final int CARRIED_LOOKS = 2;

    /** Measured payload by age in looks, this look's first. */
    final long[] payload = new long[CARRIED_LOOKS + 1];
    /** The same for bytes whose owner is shared with another application, and so only estimated. */
    final long[] shared = new long[CARRIED_LOOKS + 1];
    /** Ceiling of header bytes, where segments are known, by age. */
    final long[] headers = new long[CARRIED_LOOKS + 1];
    /** Header bytes by guess, where they are not. */
    long guessedHeaders;
    /** Connections that nothing counts. */
    int tcpConnections;

    int udpConnections;
    /** Connections that appeared or vanished since the last look. */
    int changes;

    private long booked;
    private long estimated;

    void book(long bytes, boolean estimate) {
        booked += bytes;
        estimated += estimate ? bytes : 0;
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
        for (int age = 0; age <= CARRIED_LOOKS; age++) {
            if (payload[age] != 0 || shared[age] != 0 || headers[age] != 0) {
                return false;
            }
        }
        return true;
    }

    static AppTraffic result(String app, Claimant received, Claimant sent) {
        return new AppTraffic(
                app, new Traffic(received.booked, sent.booked), new Traffic(received.estimated, sent.estimated));
    }

    private static void shift(long[] claims) {
        System.arraycopy(claims, 0, claims, 1, CARRIED_LOOKS);
        claims[0] = 0;
    }
}
