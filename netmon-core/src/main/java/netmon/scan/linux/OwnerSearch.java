package netmon.scan.linux;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Process;
import netmon.model.Protocol;

/**
 * Gives sockets their owners: by inode where the socket lived long enough to be asked for, else the listener's whose
 * port it came in at, else whoever lately talked to the same far end. If these were several programs, all of them are
 * owners, and what the socket moved is shared.
 */
final class OwnerSearch {
    private final SocketOwners owners;
    private final EndpointMemory memory = new EndpointMemory();
    private int unknown;
    private int others;

    OwnerSearch(SocketOwners owners) {
        this.owners = owners;
    }

    /** Sockets without an owner at the last look, other users' left out. */
    int unknown() {
        return unknown;
    }

    /** Sockets of other users at the last look. */
    int others() {
        return others;
    }

    long walks() {
        return owners.walks();
    }

    /** Completes the sockets that are there and those that closed since the last look. */
    void complete(Collection<DiagSocket> open, List<DiagSocket> closed, int look) {
        List<DiagSocket> sought = new ArrayList<>();
        List<DiagSocket> orphans = new ArrayList<>();
        unknown = 0;
        others = 0;
        for (DiagSocket socket : open) {
            if (socket.inode() != 0 && !owners.mayKnow(socket.uid())) {
                others += socket.owners().isEmpty() ? 1 : 0;
            } else if (socket.isSought(look)) {
                sought.add(socket);
            } else if (socket.owners().isEmpty()) {
                orphans.add(socket);
            }
        }
        closed.stream().filter(socket -> socket.owners().isEmpty()).forEach(orphans::add);
        if (!sought.isEmpty()) {
            search(sought, look);
            sought.stream().filter(socket -> socket.owners().isEmpty()).forEach(orphans::add);
        }
        Map<Integer, Set<Process>> listeners =
                sought.isEmpty() && orphans.isEmpty() && closed.isEmpty() ? Map.of() : listeners(open);
        remember(sought, listeners, look);
        remember(closed, listeners, look);
        orphans.forEach(socket -> guess(socket, listeners, look));
    }

    private void search(List<DiagSocket> sought, int look) {
        if (sought.stream().allMatch(DiagSocket::wasSearched) && !owners.isRested()) {
            return;
        }
        Set<Long> inodes = new HashSet<>();
        sought.forEach(socket -> inodes.add(socket.inode()));
        SocketOwners.Found found = owners.find(inodes);
        for (DiagSocket socket : sought) {
            socket.searched();
            List<Process> its = found.owners().get(socket.inode());
            if (its != null) {
                socket.ownedBy(its);
            } else if (found.whole()) {
                socket.notFound(look);
            }
        }
    }

    /** What a client was found to own tells of later ones; a far end that came to a listener does not. */
    private void remember(List<DiagSocket> found, Map<Integer, Set<Process>> listeners, int look) {
        for (DiagSocket socket : found) {
            if (isClient(socket, listeners) && !socket.isGuessed()) {
                memory.remember(socket.remote(), socket.owners(), look);
            }
        }
    }

    private void guess(DiagSocket socket, Map<Integer, Set<Process>> listeners, int look) {
        if (socket.protocol() == Protocol.TCP && !socket.isListening()) {
            socket.guess(
                    isClient(socket, listeners)
                            ? memory.candidates(socket.remote(), look)
                            : List.copyOf(listeners.getOrDefault(socket.local().port(), Set.of())));
        }
        unknown += socket.owners().isEmpty() ? 1 : 0;
    }

    private static boolean isClient(DiagSocket socket, Map<Integer, Set<Process>> listeners) {
        return socket.protocol() == Protocol.TCP
                && !socket.isListening()
                && !listeners.containsKey(socket.local().port());
    }

    /** The listeners' owners by port, also those that are not known. */
    private static Map<Integer, Set<Process>> listeners(Collection<DiagSocket> open) {
        Map<Integer, Set<Process>> byPort = new HashMap<>();
        for (DiagSocket socket : open) {
            if (socket.isListening()) {
                byPort.computeIfAbsent(socket.local().port(), key -> new HashSet<>())
                        .addAll(socket.owners());
            }
        }
        return byPort;
    }
}
