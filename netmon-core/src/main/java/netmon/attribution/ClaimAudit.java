package netmon.attribution;

import java.util.ArrayDeque;
import java.util.Deque;
import netmon.model.Direction;
import netmon.model.ScaledAmount;
import netmon.model.Traffic;

/**
 * Compares what the sockets claim to have moved with what the counted interfaces moved, over a minute and for each
 * direction by itself. Honest claims fit: payload is less than what the wire carries. Claims far beyond it come from a
 * counter that counts twice, or from bytes that two sockets claim, such as a proxy's and its client's.
 */
public final class ClaimAudit {
    private static final long WINDOW_NANOS = 60_000_000_000L;

    /** An excess must last: some drivers update the counters of an interface seconds after its bytes have moved. */
    private static final long LASTING_NANOS = WINDOW_NANOS / 2;

    /** Claims may exceed the room by this part of it: queues hold bytes back. */
    private static final int ROOM_PER_EXCESS = 10;

    /** Excess below says nothing: each socket that gets a copy of a multicast datagram claims it. */
    private static final long LEAST_EXCESS = 1 << 20;

    /** Claims of a minute that are too few to clear a source. */
    private static final long TELLING_CLAIMS = 4 * LEAST_EXCESS;

    private static final long NEVER = -1;

    private record AuditedPoll(long nanos, Traffic claimed, Traffic room) {}

    /** Idle machines are polled seldom, busy ones each tick: the window is bounded by its time alone. */
    private final Deque<AuditedPoll> polls = new ArrayDeque<>();

    private long unfitSince = NEVER;
    private long fitSince = NEVER;
    private long now;
    private String excess = "";

    /** Forgets all polls, after a change of source. */
    public void restart() {
        polls.clear();
        unfitSince = NEVER;
        fitSince = NEVER;
        excess = "";
    }

    /**
     * Takes one poll into the window.
     *
     * @param nanos monotonic time of the poll
     * @param claimed measured payload of the sockets whose bytes pass a counted interface
     * @param room bytes of the counted interfaces in the same span
     */
    public void add(long nanos, Traffic claimed, Traffic room) {
        now = nanos;
        polls.addLast(new AuditedPoll(nanos, claimed, room));
        while (nanos - polls.getFirst().nanos() >= WINDOW_NANOS) {
            polls.removeFirst();
        }
        String received = excess(Direction.IN);
        excess = received.isEmpty() ? excess(Direction.OUT) : received;
        if (excess.isEmpty()) {
            unfitSince = NEVER;
            fitSince = fitSince == NEVER ? nanos : fitSince;
        } else {
            fitSince = NEVER;
            unfitSince = unfitSince == NEVER ? nanos : unfitSince;
        }
    }

    /** Why the source must not be believed, as part of a sentence; empty if its claims fit into the room. */
    public String objection() {
        return unfitSince != NEVER && now - unfitSince >= LASTING_NANOS ? excess : "";
    }

    /** Whether enough claims have fitted for a whole minute that a source can be believed again. */
    public boolean isCleared() {
        long claims = 0;
        for (AuditedPoll each : polls) {
            claims = SaturatedMath.sum(claims, each.claimed().received());
            claims = SaturatedMath.sum(claims, each.claimed().sent());
        }
        return fitSince != NEVER && now - fitSince >= WINDOW_NANOS && claims >= TELLING_CLAIMS;
    }

    /**
     * The excess of one direction in words; empty if there is none. The poll with the most is left out: a socket that
     * netmon sees late claims the bytes of its whole life at once, and at the end of the window some bytes are on
     * their way from one counter to the other.
     */
    private String excess(Direction direction) {
        long claimed = 0;
        long room = 0;
        AuditedPoll worst = polls.getFirst();
        for (AuditedPoll each : polls) {
            claimed = SaturatedMath.sum(claimed, direction.of(each.claimed()));
            room = SaturatedMath.sum(room, direction.of(each.room()));
            worst = excess(each, direction) > excess(worst, direction) ? each : worst;
        }
        claimed -= direction.of(worst.claimed());
        room -= direction.of(worst.room());
        if (claimed - room < LEAST_EXCESS || claimed - room <= room / ROOM_PER_EXCESS) {
            return "";
        }
        String moved = direction == Direction.IN ? "received" : "sent";
        return "its sockets claim to have " + moved + " " + ScaledAmount.bytes(claimed)
                + " in a minute, but the interfaces " + moved + " " + ScaledAmount.bytes(room);
    }

    private static long excess(AuditedPoll poll, Direction direction) {
        return direction.of(poll.claimed()) - direction.of(poll.room());
    }
}
