package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Protocol;
import netmon.scan.ScanException;
import org.jspecify.annotations.Nullable;

/** The open sockets by cookie, and those that closed since the last poll; without loopback and TIME_WAIT. */
final class KnownSockets {
    /** A TCP socket that is missing without an event is kept for so many polls: the event may come later. */
    private static final int MISSING_POLLS_KEPT = 2;

    private final int maxSockets;
    private final Map<Long, DiagSocket> open = new HashMap<>();
    private final List<DiagSocket> closed = new ArrayList<>();
    private boolean loopbackListed;

    KnownSockets(int maxSockets) {
        this.maxSockets = maxSockets;
    }

    /** Takes sockets connected to loopback too; there are many, and only a proof needs them. */
    void listLoopback(boolean listed) {
        loopbackListed = listed;
    }

    Collection<DiagSocket> open() {
        return open.values();
    }

    List<DiagSocket> closed() {
        return closed;
    }

    @Nullable
    DiagSocket find(long cookie) {
        return open.get(cookie);
    }

    void update(DiagRow row, Protocol protocol, int poll) {
        DiagSocket before = open.get(row.cookie());
        DiagSocket known = before == null ? addNew(row, protocol, poll) : before;
        if (known != null && isWanted(row, protocol)) {
            known.update(row, poll);
            known.markPolled();
        }
    }

    /** Adds the socket of a row; null if it is known already or left out. */
    @Nullable
    DiagSocket addNew(DiagRow row, Protocol protocol, int poll) {
        if (!isWanted(row, protocol) || open.containsKey(row.cookie())) {
            return null;
        }
        DiagSocket added = new DiagSocket(protocol, row, poll);
        open.put(row.cookie(), added);
        return added;
    }

    /** Takes the event of a TCP socket that closed, with its final counters. */
    void close(DiagRow row, int poll) {
        if (!row.hasInfo() || isLeftOut(row) || closed.size() > maxSockets) {
            return;
        }
        DiagSocket known = open.remove(row.cookie());
        DiagSocket socket = known == null ? new DiagSocket(Protocol.TCP, row, poll) : known;
        socket.close(row, poll);
        closed.add(socket);
    }

    /** Removes the sockets that this poll did not list. A vanished UDP socket is reported once more as closed. */
    void dropVanished(int poll, boolean udpListed, boolean closedReported) {
        open.values().removeIf(socket -> {
            int missing = poll - socket.lastSeen();
            boolean tcp = socket.protocol() == Protocol.TCP;
            if (missing > 0 && !tcp && udpListed) {
                socket.vanish();
                closed.add(socket);
            }
            return missing > (tcp && closedReported ? MISSING_POLLS_KEPT : 0);
        });
    }

    /** Removes sockets of these kinds that some polls did not list; until then their owners are still wanted. */
    void forgetMissing(Set<SocketKind> kinds, int poll) {
        open.values()
                .removeIf(socket -> kinds.contains(socket.kind())
                        && socket.lastSeen() != poll
                        && socket.miss() > MISSING_POLLS_KEPT);
    }

    /** @throws ScanException if there are more sockets than fit into memory; all are forgotten then */
    void requireRoom(String question) throws ScanException {
        if (open.size() > maxSockets) {
            int found = open.size();
            open.clear();
            throw new ScanException(question + ": " + found + " sockets are more than fit into memory");
        }
    }

    private boolean isLeftOut(DiagRow row) {
        return !loopbackListed && row.isLoopback();
    }

    private boolean isWanted(DiagRow row, Protocol protocol) {
        boolean hasCounters = protocol == Protocol.UDP || row.hasInfo();
        return hasCounters && !isLeftOut(row) && open.size() <= maxSockets;
    }
}
