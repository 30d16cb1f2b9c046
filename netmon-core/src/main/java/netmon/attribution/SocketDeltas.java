package netmon.attribution;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;

/**
 * What each socket moved from one look to the next. Counters are cumulative over a socket's life and vanish with it, so
 * they are differenced socket by socket, never process by process.
 */
public final class SocketDeltas {
    /** Looks for which a socket that is missing keeps its last values, since a listing may be torn. */
    private static final int KEPT_LOOKS = 3;

    /**
     * The same where closed sockets are told, about ten minutes: a connection that was reset is not listed, and is told
     * with the counters of its whole life only when its program closes it.
     */
    private static final int KEPT_LOOKS_UNTIL_TOLD = 600;

    /**
     * Looks from which the differences begin, at most, where each of them says that it is torn. A guess: a listing in which
     * nothing comes or goes is had sooner, and where it never is, the bytes of new sockets must count in the end.
     */
    private static final int BEGINNING_LOOKS = 3;

    /** By what {@link SocketKey#of} tells of each. */
    private final Map<Object, SocketEntry> entries = new HashMap<>();

    /** Protocols of which sockets were seen with counters. */
    private final Set<Protocol> counted = EnumSet.noneOf(Protocol.class);

    private int look;

    /** Looks that may go on being the beginning: sockets that are first seen in it may have moved their bytes before. */
    private int beginning = BEGINNING_LOOKS;

    /** Whether closed sockets are told, in this look or, where some were lost in this one, in others. */
    private boolean tellsClosed;

    /** Makes the next look a baseline again, or the next ones if it is torn: after a change of source, or failed looks. */
    public void restart() {
        entries.clear();
        counted.clear();
        tellsClosed = false;
        beginning = BEGINNING_LOOKS;
    }

    /** Every socket of the table, and those that have vanished since the last one. Listening sockets are left out. */
    public List<SocketTraffic> update(SocketTable table) {
        look++;
        List<SocketTraffic> moved = new ArrayList<>(table.sockets().size());
        for (SocketEntry entry : see(table.sockets())) {
            SocketTraffic step = beginning > 0 ? entry.begin(table.torn()) : entry.step(table.torn());
            moved.add(stillIfCounted(step));
        }
        sweep(table, moved);
        beginning = table.torn() ? Math.max(0, beginning - 1) : 0;
        return moved;
    }

    /** The sockets of this look, each once. */
    private List<SocketEntry> see(List<Socket> sockets) {
        List<SocketEntry> seen = new ArrayList<>(sockets.size());
        for (Socket socket : sockets) {
            if (socket.listening()) {
                continue;
            }
            if (socket.payload() != null) {
                counted.add(socket.protocol());
            }
            Object key = SocketKey.of(socket);
            SocketEntry entry = entries.get(key);
            if (entry == null) {
                entry = new SocketEntry(socket, look);
                entries.put(key, entry);
                seen.add(entry);
            } else {
                if (entry.look() != look) {
                    seen.add(entry);
                }
                entry.add(socket, look);
            }
        }
        return seen;
    }

    /** Where a protocol is counted, a socket without counters, such as one in TIME_WAIT, moves nothing. */
    private SocketTraffic stillIfCounted(SocketTraffic moved) {
        boolean still =
                moved.payload() == null && counted.contains(moved.socket().protocol());
        return still ? new SocketTraffic(moved.socket(), Traffic.NONE, null, moved.change()) : moved;
    }

    /** Forgets closed sockets at once, and those that are gone a few looks after it has told them, once. */
    private void sweep(SocketTable table, List<SocketTraffic> moved) {
        tellsClosed |= table.tellsClosed();
        boolean complete = !table.torn() && !table.tellsClosed();
        for (Iterator<SocketEntry> all = entries.values().iterator(); all.hasNext(); ) {
            SocketEntry entry = all.next();
            int missing = look - entry.look();
            SocketTraffic vanished = complete && missing > 0 && missing <= KEPT_LOOKS ? entry.vanish() : null;
            if (vanished != null) {
                moved.add(stillIfCounted(vanished));
            }
            int kept = tellsClosed && entry.isCounted() ? KEPT_LOOKS_UNTIL_TOLD : KEPT_LOOKS;
            if (missing == 0 ? entry.isClosed() : missing >= kept) {
                all.remove();
            }
        }
    }
}
