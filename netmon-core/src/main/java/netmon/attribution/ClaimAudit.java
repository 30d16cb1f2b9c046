package netmon.attribution;

import java.util.ArrayDeque;
import java.util.Deque;
import netmon.model.Traffic;

/**
 * Compares what the sockets claim to have moved with what the counted interfaces moved, over a minute. Honest claims
 * fit: payload is less than what the wire carries. Claims far beyond it come from a counter that counts twice, or from
 * bytes that two sockets claim, such as a proxy's and its client's.
 */
public final class ClaimAudit {
    private static final long WINDOW_NANOS = 60_000_000_000L;

    /** Claims may exceed the room by this part of it: readings are milliseconds apart, and queues hold bytes back. */
    private static final int ROOM_PER_EXCESS = 10;

    /** Excess below says nothing: a burst between the reading of the interfaces and that of the sockets. */
    private static final long LEAST_EXCESS = 4 << 20;

    /** Poll that claims and moves nothing for long is not kept; so the window is bounded by its time alone. */
    private record AuditedPoll(long nanos, Traffic claimed, Traffic room) {}

    private final Deque<AuditedPoll> polls = new ArrayDeque<>();

    /** Forgets all polls: after a change of source, or once its claims are distrusted. */
    public void restart() {
        polls.clear();
    }

    /**
     * Takes one poll into the window.
     *
     * @param nanos monotonic time of the poll
     * @param claimed measured payload of the sockets whose bytes pass a counted interface
     * @param room bytes of the counted interfaces in the same span
     */
    public void add(long nanos, Traffic claimed, Traffic room) {
        polls.addLast(new AuditedPoll(nanos, claimed, room));
        while (nanos - polls.getFirst().nanos() >= WINDOW_NANOS) {
            polls.removeFirst();
        }
    }

    /** Whether the claims of the last minute fit into the room; judged for each direction by itself. */
    public boolean fits() {
        long received = 0;
        long sent = 0;
        long roomReceived = 0;
        long roomSent = 0;
        for (AuditedPoll each : polls) {
            received = SaturatedMath.sum(received, each.claimed().received());
            sent = SaturatedMath.sum(sent, each.claimed().sent());
            roomReceived = SaturatedMath.sum(roomReceived, each.room().received());
            roomSent = SaturatedMath.sum(roomSent, each.room().sent());
        }
        return fits(received, roomReceived) && fits(sent, roomSent);
    }

    private static boolean fits(long claimed, long room) {
        long excess = claimed - room;
        return excess < LEAST_EXCESS || excess <= room / ROOM_PER_EXCESS;
    }
}
