package netmon.attribution;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Endpoint;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;

/**
 * Computes the bytes that each socket moved between two polls. Counters add up over a socket's life and vanish with it,
 * so the differences are computed for each socket, never for a process.
 */
public final class SocketDeltas {
    /** Polls for which a missing socket keeps its last values, since a listing may be torn. */
    private static final int KEPT_POLLS = 3;

    /**
     * The same where closed sockets are reported, about ten minutes: a connection that was reset is not listed, and is
     * reported with the counters of its whole life only when its program closes it.
     */
    private static final int KEPT_POLLS_UNTIL_REPORTED = 600;

    /**
     * The most torn polls that may form the baseline. A guess: a complete listing comes sooner, and where it never
     * comes, the bytes of new sockets must count in the end.
     */
    private static final int BASELINE_POLLS = 3;

    /**
     * The key of a socket without a kernel's number: its addresses, and the pid only if there is no remote end.
     * Otherwise the pid may be that of the last process that used the socket.
     */
    record SocketKey(Protocol protocol, Endpoint local, Endpoint remote, long pid) {
        /** The key that identifies the socket in two polls: its number if it has one, else its addresses. */
        static Object of(Socket socket) {
            if (socket.id() != 0) {
                return socket.id();
            }
            boolean pidIdentifies =
                    socket.remote().address().isAny() && !socket.owners().isEmpty();
            long pid = pidIdentifies ? socket.owners().get(0).pid() : 0;
            return new SocketKey(socket.protocol(), socket.local(), socket.remote(), pid);
        }
    }

    /** By the key of {@link SocketKey#of}. */
    private final Map<Object, SocketEntry> entries = new HashMap<>();

    /** Protocols with sockets that have had counters. */
    private final Set<Protocol> countedProtocols = EnumSet.noneOf(Protocol.class);

    private int poll;

    /** Polls that may still form the baseline: new sockets may have moved their bytes before. */
    private int baselinePolls = BASELINE_POLLS;

    /** Whether closed sockets are reported; also where events were lost in this poll. */
    private boolean reportsClosed;

    /** Makes the next poll a baseline, or the next ones if it is torn: after a change of source, or failed polls. */
    public void restart() {
        entries.clear();
        countedProtocols.clear();
        reportsClosed = false;
        baselinePolls = BASELINE_POLLS;
    }

    public boolean countsBytes() {
        return !countedProtocols.isEmpty();
    }

    /** The traffic of every socket in the table, and of those that vanished. Listeners are left out. */
    public List<SocketTraffic> update(SocketTable table) {
        poll++;
        List<SocketTraffic> moved = new ArrayList<>(table.sockets().size());
        for (SocketEntry entry : updateEntries(table.sockets())) {
            SocketTraffic step = baselinePolls > 0 ? entry.baseline(table.torn()) : entry.step(table.torn());
            moved.add(stillIfCounted(step));
        }
        sweep(table, moved);
        baselinePolls = table.torn() ? Math.max(0, baselinePolls - 1) : 0;
        return moved;
    }

    /** The sockets of this poll, each once. */
    private List<SocketEntry> updateEntries(List<Socket> sockets) {
        List<SocketEntry> seen = new ArrayList<>(sockets.size());
        for (Socket socket : sockets) {
            if (socket.listening()) {
                continue;
            }
            if (socket.payload() != null) {
                countedProtocols.add(socket.protocol());
            }
            Object key = SocketKey.of(socket);
            SocketEntry entry = entries.get(key);
            if (entry == null) {
                entry = new SocketEntry(socket, poll);
                entries.put(key, entry);
                seen.add(entry);
            } else {
                if (entry.poll() != poll) {
                    seen.add(entry);
                }
                entry.add(socket, poll);
            }
        }
        return seen;
    }

    /** Where a protocol is counted, a socket without counters, such as one in TIME_WAIT, moves nothing. */
    private SocketTraffic stillIfCounted(SocketTraffic moved) {
        boolean still = moved.payload() == null
                && countedProtocols.contains(moved.socket().protocol());
        return still ? new SocketTraffic(moved.socket(), Traffic.NONE, null, moved.change(), moved.unseen()) : moved;
    }

    /** Forgets closed sockets at once, and missing ones a few polls after they were reported as vanished. */
    private void sweep(SocketTable table, List<SocketTraffic> moved) {
        reportsClosed |= table.reportsClosed();
        boolean complete = !table.torn() && !table.reportsClosed();
        for (Iterator<SocketEntry> all = entries.values().iterator(); all.hasNext(); ) {
            SocketEntry entry = all.next();
            int missing = poll - entry.poll();
            SocketTraffic vanished = complete && missing > 0 && missing <= KEPT_POLLS ? entry.vanish() : null;
            if (vanished != null) {
                moved.add(stillIfCounted(vanished));
            }
            int kept = reportsClosed && entry.isCounted() ? KEPT_POLLS_UNTIL_REPORTED : KEPT_POLLS;
            if (missing == 0 ? entry.isClosed() : missing >= kept) {
                all.remove();
            }
        }
    }
}
