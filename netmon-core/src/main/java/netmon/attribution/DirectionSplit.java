package netmon.attribution;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Divides one direction of one poll step by step, the most trusted claims first. */
final class DirectionSplit {
    /**
     * Header bytes beyond the total are carried to the next poll up to this part of the total, since the readings are
     * milliseconds apart; or up to what earlier polls had room for too late, which shows that they are further apart.
     * Further header bytes were saved by offloads and never passed the interface; except where payload is carried over
     * as well: then packets still wait in the machine's queue.
     */
    private static final long CARRIED_HEADERS_PER_TOTAL = 50;

    /** Readings that are milliseconds apart explain an excess of a tenth. */
    private static final long COMPETING_PART = 10;

    private final DirectionClaim[] claimants;
    private final long total;
    private final long lateBefore;
    private long room;
    private long carried;

    /**
     * Starts with nothing booked.
     *
     * @param claimants in the order in which equal remainders are rounded up
     * @param lateBefore of earlier polls, see {@link #late}
     */
    DirectionSplit(Collection<DirectionClaim> claimants, long total, long lateBefore) {
        this.claimants = claimants.toArray(DirectionClaim[]::new);
        this.total = total;
        this.lateBefore = lateBefore;
        this.room = total;
    }

    /** The bytes that nobody claims. */
    long room() {
        return room;
    }

    /** The bytes that nobody claimed, or nobody in this poll: how far the readings can be apart. */
    long late() {
        return SaturatedMath.sum(room, carried);
    }

    /**
     * Books measured bytes and their headers. Those of the present poll come first: what is carried from earlier polls
     * never takes the room of other applications' present bytes.
     */
    void bookMeasured() {
        bookPresent(claimant -> claimant.payload, false);
        bookPresent(claimant -> claimant.shared, true);
        bookPresent(claimant -> claimant.headers, false);
        bookCarried(claimant -> claimant.payload, false);
        bookCarried(claimant -> claimant.shared, true);
        bookCarried(claimant -> claimant.headers, false);
        boundCarried(claimant -> claimant.headers);
    }

    /**
     * Books the bytes that the machine forwards. Where they claim far more than is left, two claims mean the same
     * bytes, and each gets a part that is a guess.
     */
    void bookForwarded() {
        long claimed = sum(claims(claimant -> claimant.forwarded[0]));
        boolean competes = claimed - room > room / COMPETING_PART;
        bookPresent(claimant -> claimant.forwarded, competes);
        bookCarried(claimant -> claimant.forwarded, competes);
    }

    /**
     * Books the headers around the packets of tunnels, then those of packets that the kernel may have cut later, and
     * guessed ones: they come after everything that is known to have passed, since most interfaces never see them.
     */
    void bookPossibleHeaders() {
        give(LargestRemainder.grant(room, claims(claimant -> claimant.outerHeaders)), true);
        bookPresent(claimant -> claimant.cutHeaders, false);
        bookCarried(claimant -> claimant.cutHeaders, false);
        boundCarried(claimant -> claimant.cutHeaders);
        give(LargestRemainder.grant(room, claims(claimant -> claimant.guessedHeaders)), true);
    }

    /** Books the bytes that vanished sockets may have moved after the last poll that listed them. */
    void bookUnseen() {
        give(LargestRemainder.grant(room, claims(claimant -> claimant.unseen)), true);
    }

    /**
     * Books the bytes of sockets that no source counts.
     *
     * @param countsBytes whether the source counts the bytes of other sockets; else each connection is evidence
     * @param udpLimit the most that UDP sockets can have moved
     */
    void bookUncounted(boolean countsBytes, long udpLimit) {
        long[] udp = claims(claimant -> claimant.udpConnections);
        if (countsBytes) {
            give(LargestRemainder.split(udpLimit == Long.MAX_VALUE ? 0 : Math.min(room, udpLimit), udp), true);
            return;
        }
        long[] both = claims(claimant -> SaturatedMath.sum(claimant.udpConnections, claimant.tcpConnections));
        // All connections get equal parts, unless UDP gets more than its datagrams can have carried.
        long[] kinds =
                LargestRemainder.split(room, new long[] {sum(udp), sum(claims(claimant -> claimant.tcpConnections))});
        if (kinds[0] <= udpLimit) {
            give(LargestRemainder.split(room, both), true);
            return;
        }
        give(LargestRemainder.split(udpLimit, udp), true);
        give(LargestRemainder.split(room, claims(claimant -> claimant.tcpConnections)), true);
    }

    private void bookPresent(Function<DirectionClaim, long[]> claims, boolean estimate) {
        book(claims, LargestRemainder.grant(room, claims(claimant -> claims.apply(claimant)[0])), estimate);
    }

    private void bookCarried(Function<DirectionClaim, long[]> claims, boolean estimate) {
        long before = room;
        book(claims, LargestRemainder.grant(room, claims(claimant -> sum(claims.apply(claimant)))), estimate);
        carried = SaturatedMath.sum(carried, before - room);
    }

    private void book(Function<DirectionClaim, long[]> claims, long[] granted, boolean estimate) {
        for (int i = 0; i < granted.length; i++) {
            DirectionClaim.settle(claims.apply(claimants[i]), granted[i]);
        }
        give(granted, estimate);
    }

    private void boundCarried(Function<DirectionClaim, long[]> headers) {
        if (sum(claims(claimant -> claimant.payload[0])) > 0) {
            return;
        }
        long[] unbooked = claims(claimant -> headers.apply(claimant)[0]);
        long bound = Math.max(total / CARRIED_HEADERS_PER_TOTAL, lateBefore);
        long[] kept = LargestRemainder.grant(bound, unbooked);
        for (int i = 0; i < kept.length; i++) {
            headers.apply(claimants[i])[0] = kept[i];
        }
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
            sum = SaturatedMath.sum(sum, value);
        }
        return sum;
    }
}
