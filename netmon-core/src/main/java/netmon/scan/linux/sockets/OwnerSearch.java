package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.scan.linux.owners.InodeOwners;

/**
 * Gives sockets their owners: by inode where the socket lived long enough to be asked for, else the listener's whose
 * port it came in at, else whoever lately talked to the same far end. If these were several programs, all of them are
 * owners, and what the socket moved is shared.
 */
final class OwnerSearch {
    /** The first search looks for this too, so it goes everywhere: what was done once is quick when it matters. */
    private static final Long NO_INODE = 0L;

    private final InodeOwners owners;
    private final EndpointMemory memory = new EndpointMemory();
    private Map<Integer, Set<OwnerProcess>> listeners = Map.of();
    private boolean begun;
    private int unknown;
    private int others;

    OwnerSearch(InodeOwners owners) {
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
            if (isOthers(socket)) {
                others++;
                rememberOthers(socket, look);
            } else if (socket.isSought(look)) {
                sought.add(socket);
            } else if (socket.owners().isEmpty()) {
                orphans.add(socket);
            }
        }
        if (!sought.isEmpty() || !begun) {
            search(sought, look);
            sought.stream().filter(socket -> socket.owners().isEmpty()).forEach(orphans::add);
        }
        if (!sought.isEmpty() || !orphans.isEmpty() || !closed.isEmpty()) {
            listeners = listeners(open);
        }
        sought.forEach(socket -> remember(socket, look));
        closed.forEach(socket -> remember(socket, look));
        orphans.forEach(socket -> guess(socket, look));
        guess(closed, look);
    }

    /** Gives those of the closed sockets that nobody was seen to own to whom they most likely belonged. */
    void guess(List<DiagSocket> closed, int look) {
        for (DiagSocket socket : closed) {
            if (socket.owners().isEmpty() && !isOthers(socket)) {
                guess(socket, look);
            }
        }
    }

    /** Looks for the owners of sockets that may be gone in a moment, where they most likely are. */
    void glance(List<DiagSocket> fresh, int look) {
        Map<Long, DiagSocket> wanted = new HashMap<>();
        for (DiagSocket socket : fresh) {
            if (isOthers(socket)) {
                rememberOthers(socket, look);
            } else if (socket.inode() != 0) {
                wanted.put(socket.inode(), socket);
            }
        }
        owners.glance(wanted.keySet()).forEach((inode, its) -> {
            DiagSocket socket = wanted.get(inode);
            if (socket != null) {
                socket.ownedBy(its);
                remember(socket, look);
            }
        });
    }

    /** Whether it was a client's, and came and went between two looks. */
    boolean isUnseenClient(DiagSocket closed) {
        return closed.inode() == 0 && isClient(closed);
    }

    private boolean isOthers(DiagSocket socket) {
        return socket.inode() != 0 && !owners.mayKnow(socket.uid());
    }

    private void search(List<DiagSocket> sought, int look) {
        if (begun && !isWorthAWalk(sought)) {
            return;
        }
        Set<Long> inodes = new HashSet<>();
        if (!begun) {
            inodes.add(NO_INODE);
            begun = true;
        }
        sought.forEach(socket -> inodes.add(socket.inode()));
        InodeOwners.FoundOwners found = owners.find(inodes);
        for (DiagSocket socket : sought) {
            socket.searched();
            List<OwnerProcess> its = found.owners().get(socket.inode());
            if (its != null) {
                socket.ownedBy(its);
            } else if (found.whole()) {
                socket.notFound(look);
            }
        }
    }

    /** Sockets that were not there before are; others only when the last search was cut short and has rested. */
    private boolean isWorthAWalk(List<DiagSocket> sought) {
        boolean fresh = sought.stream().anyMatch(DiagSocket::isFresh);
        return fresh && (!sought.stream().allMatch(DiagSocket::wasSearched) || owners.isRested());
    }

    /** What a client was found to own tells of later ones; a far end that came to a listener does not. */
    private void remember(DiagSocket socket, int look) {
        if (isClient(socket) && !socket.isGuessed()) {
            memory.remember(socket.remote(), socket.owners(), look);
        }
    }

    /** Sockets that close tell no user, so another user's must not pass for one's own where both talk to one far end. */
    private void rememberOthers(DiagSocket socket, int look) {
        if (!socket.wasSearched() && isClient(socket)) {
            socket.searched();
            memory.remember(socket.remote(), List.of(OwnerProcess.SOMEBODY), look);
        }
    }

    private void guess(DiagSocket socket, int look) {
        if (isClient(socket)) {
            socket.perhapsOf(memory.candidates(socket.remote(), look));
        } else if (socket.protocol() == Protocol.TCP && !socket.isListening()) {
            socket.acceptedBy(List.copyOf(listeners.getOrDefault(socket.local().port(), Set.of())));
        }
        unknown += socket.owners().isEmpty() ? 1 : 0;
    }

    private boolean isClient(DiagSocket socket) {
        return socket.protocol() == Protocol.TCP
                && !socket.isListening()
                && !listeners.containsKey(socket.local().port());
    }

    /** The listeners' owners by port, also those that are not known. */
    private static Map<Integer, Set<OwnerProcess>> listeners(Collection<DiagSocket> open) {
        Map<Integer, Set<OwnerProcess>> byPort = new HashMap<>();
        for (DiagSocket socket : open) {
            if (socket.isListening()) {
                byPort.computeIfAbsent(socket.local().port(), key -> new HashSet<>())
                        .addAll(socket.owners());
            }
        }
        return byPort;
    }
}
