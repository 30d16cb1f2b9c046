package netmon.attribution;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Divides one direction of one poll step by step, the most trusted claims first. */
final class DirectionSplit {
    /**
     * The most that one vanished connection can have moved unseen: a guess, 128 Mbit/s for a second. Further bytes more
     * likely belong to a user without a socket, such as a container.
     */
    private static final long UNSEEN_BYTES = 16L << 20;

    /**
     * Header bytes beyond the total are carried to the next poll up to this part of the total, since the readings are
     * milliseconds apart. Further header bytes were saved by offloads and never passed the interface; except where
     * payload is carried over as well: then packets still wait in the machine's queue.
     */
    private static final long CARRIED_HEADERS_PER_TOTAL = 50;

    private final DirectionClaim[] claimants;
    private final long total;
    private long room;

    /** @param claimants in the order in which equal remainders are rounded up */
    DirectionSplit(Collection<DirectionClaim> claimants, long total) {
        this.claimants = claimants.toArray(DirectionClaim[]::new);
        this.total = total;
        this.room = total;
    }

    /**
     * Books until no claim is left.
     *
     * @param udpLimit the most that uncounted UDP connections can have moved
     * @return bytes that nobody claims
     */
    long run(long udpLimit) {
        for (int age = DirectionClaim.CARRIED_POLLS; age >= 0; age--) {
            bookAged(age, claimant -> claimant.payload, false);
            bookAged(age, claimant -> claimant.shared, true);
        }
        for (int age = DirectionClaim.CARRIED_POLLS; age >= 0; age--) {
            bookAged(age, claimant -> claimant.headers, false);
        }
        boundCarriedHeaders();
        give(LargestRemainder.grant(room, claims(claimant -> claimant.guessedHeaders)), true);
        bookConnections(udpLimit);
        bookChanges();
        return room;
    }

    private void bookAged(int age, Function<DirectionClaim, long[]> claims, boolean estimate) {
        long[] granted = LargestRemainder.grant(room, claims(claimant -> claims.apply(claimant)[age]));
        for (int i = 0; i < granted.length; i++) {
            claims.apply(claimants[i])[age] -= granted[i];
        }
        give(granted, estimate);
    }

    private void boundCarriedHeaders() {
        if (sum(claims(claimant -> claimant.payload[0])) > 0) {
            return;
        }
        long[] unbooked = claims(claimant -> claimant.headers[0]);
        long bound = total / CARRIED_HEADERS_PER_TOTAL;
        long[] kept = LargestRemainder.grant(bound, unbooked);
        for (int i = 0; i < kept.length; i++) {
            claimants[i].headers[0] = kept[i];
        }
    }

    private void bookConnections(long udpLimit) {
        long[] both = claims(claimant -> (long) claimant.udpConnections + claimant.tcpConnections);
        long[] udp = claims(claimant -> claimant.udpConnections);
        long all = sum(both);
        if (all == 0) {
            return;
        }
        // All connections get equal parts, unless UDP gets more than its datagrams can have carried.
        long[] kinds = LargestRemainder.split(room, new long[] {sum(udp), all - sum(udp)});
        if (kinds[0] <= udpLimit) {
            give(LargestRemainder.split(room, both), true);
            return;
        }
        give(LargestRemainder.split(udpLimit, udp), true);
        give(LargestRemainder.split(room, claims(claimant -> claimant.tcpConnections)), true);
    }

    private void bookChanges() {
        long[] changes = claims(claimant -> claimant.changes);
        long most = sum(changes) * UNSEEN_BYTES;
        give(LargestRemainder.split(Math.min(room, most), changes), true);
    }

    private long[] claims(ToLongFunction<DirectionClaim> claim) {
        long[] claims = new long[claimants.length];
        for (int i = 0; i < claims.length; i++) {
            claims[i] = claim.applyAsLong(claimants[i]);
        }
        return claims;
    }

    private void give(long[] granted, boolean estimate) {
        for (int i = 0; i < granted.length; i++) {
            claimants[i].book(granted[i], estimate);
            room -= granted[i];
        }
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
