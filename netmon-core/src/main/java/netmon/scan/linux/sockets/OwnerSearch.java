package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.scan.linux.owners.InodeOwners;

/** Finds the owners of sockets by inode, else by the listener on the local port or the clients of the remote end. */
final class OwnerSearch {
    /** No process has this inode, so the first search walks through all processes; later walks are quicker. */
    private static final Long NO_INODE = 0L;

    private final InodeOwners owners;
    private final EndpointMemory memory;
    private Map<Integer, Set<OwnerProcess>> listeners = Map.of();
    private boolean started;
    private final Set<SocketKind> pending = EnumSet.noneOf(SocketKind.class);
    private int unknown;
    private int others;

    OwnerSearch(InodeOwners owners, ProcessEnds ends) {
        this.owners = owners;
        this.memory = new EndpointMemory(owners, ends);
    }

    /** Sockets without an owner at the last poll, without those of other users. */
    int unknown() {
        return unknown;
    }

    int others() {
        return others;
    }

    String confinement() {
        return owners.confinement();
    }

    long walks() {
        return owners.walks();
    }

    /** @param nanos the monotonic clock at the start of a poll */
    void polled(long nanos) {
        memory.polled(nanos);
    }

    /** Finds the owners of the open sockets and of those that closed since the last poll. */
    void complete(Collection<DiagSocket> open, List<DiagSocket> closed, int poll) {
        List<DiagSocket> searched = new ArrayList<>();
        List<DiagSocket> orphans = new ArrayList<>();
        unknown = 0;
        others = 0;
        for (DiagSocket socket : open) {
            if (isOtherUsers(socket)) {
                others++;
                rememberOtherUsers(socket, poll);
            } else if (socket.isSearchDue(poll)) {
                searched.add(socket);
            } else if (socket.owners().isEmpty()) {
                orphans.add(socket);
            }
        }
        if (!searched.isEmpty() || !started) {
            search(searched, poll);
            searched.stream().filter(socket -> socket.owners().isEmpty()).forEach(orphans::add);
        }
        if (!searched.isEmpty() || !orphans.isEmpty() || !closed.isEmpty()) {
            listeners = listeners(open);
        }
        searched.forEach(socket -> remember(socket, poll, true));
        closed.forEach(socket -> remember(socket, poll, false));
        orphans.forEach(socket -> guess(socket, poll));
        guess(closed, poll);
    }

    /**
     * Finds those who have the open sockets, without a guess where that fails. A socket that nobody has at the first
     * sight may have closed meanwhile: all processes are searched for it only if it is there at the next poll.
     */
    void findHolders(Collection<DiagSocket> open, int poll) {
        List<DiagSocket> fresh = new ArrayList<>();
        List<DiagSocket> searched = new ArrayList<>();
        unknown = 0;
        others = 0;
        for (DiagSocket socket : open) {
            if (isOtherUsers(socket)) {
                others++;
            } else if (socket.lastSeen() == poll && socket.isSearchDue(poll)) {
                (started && !socket.wasSearched() ? fresh : searched).add(socket);
            }
        }
        findFresh(fresh);
        if (!searched.isEmpty() || !started) {
            search(searched, poll);
        }
        open.forEach(socket -> unknown += socket.owners().isEmpty() ? 1 : 0);
        unknown -= others;
    }

    /** The kinds of the last poll's sockets that wait for a search through all processes. */
    Set<SocketKind> pending() {
        return pending;
    }

    private void findFresh(List<DiagSocket> fresh) {
        Map<Long, List<OwnerProcess>> found =
                owners.findNew(fresh.stream().map(DiagSocket::inode).collect(Collectors.toSet()));
        pending.clear();
        for (DiagSocket socket : fresh) {
            socket.markSearched();
            List<OwnerProcess> processes = found.get(socket.inode());
            if (processes == null) {
                pending.add(socket.kind());
            } else {
                socket.setOwners(processes);
            }
        }
    }

    /** Assumes owners for the closed sockets again, after more was seen. */
    void guessAgain(List<DiagSocket> closed, int poll) {
        unknown -= (int) closed.stream().filter(socket -> isOwnerless(socket)).count();
        guess(closed, poll);
    }

    private void guess(List<DiagSocket> closed, int poll) {
        for (DiagSocket socket : closed) {
            if (isOwnerless(socket) || (socket.isGuessed() && isClient(socket))) {
                guess(socket, poll);
            }
        }
    }

    private boolean isOwnerless(DiagSocket socket) {
        return socket.owners().isEmpty() && !isOtherUsers(socket);
    }

    void prepareQuickPolls() {
        owners.meetNew();
    }

    /** Runs before the kernel is asked for sockets that may close in a moment. */
    void noteSockets() {
        owners.noteSockets();
    }

    /** Searches for the owners of sockets that may close in a moment, only where they most likely are. */
    void quickPoll(List<DiagSocket> fresh, int poll) {
        Map<Long, DiagSocket> wanted = new HashMap<>();
        for (DiagSocket socket : fresh) {
            if (isOtherUsers(socket)) {
                rememberOtherUsers(socket, poll);
            } else if (socket.inode() != 0) {
                wanted.put(socket.inode(), socket);
            }
        }
        owners.findQuickly(wanted.keySet()).forEach((inode, processes) -> {
            DiagSocket socket = wanted.get(inode);
            if (socket != null) {
                socket.setOwners(processes);
                remember(socket, poll, true);
            }
        });
    }

    /** Whether it was a client's socket that opened and closed between two polls, perhaps seen by a quick poll. */
    boolean isBriefClient(DiagSocket closed) {
        return !closed.wasPolled() && isClient(closed);
    }

    /** Whether it was one that no quick poll saw either. */
    private boolean isUnseenClient(DiagSocket closed) {
        return closed.inode() == 0 && isClient(closed);
    }

    /** Whether it was one of those, of a remote end of which too little is known to name its owner. */
    boolean isDoubtful(DiagSocket closed, int poll) {
        return isUnseenClient(closed) && memory.isDoubtful(closed.remote(), poll);
    }

    private boolean isOtherUsers(DiagSocket socket) {
        return socket.inode() != 0 && !owners.canFind(socket.uid());
    }

    private void search(List<DiagSocket> searched, int poll) {
        if (started && !isWalkDue(searched)) {
            return;
        }
        Set<Long> inodes = new HashSet<>();
        if (!started) {
            inodes.add(NO_INODE);
            started = true;
        }
        searched.forEach(socket -> inodes.add(socket.inode()));
        InodeOwners.FoundOwners found = owners.find(inodes);
        for (DiagSocket socket : searched) {
            socket.markSearched();
            List<OwnerProcess> processes = found.owners().get(socket.inode());
            if (processes != null) {
                socket.setOwners(processes);
            } else if (found.complete()) {
                socket.markNotFound(poll);
            }
        }
    }

    /** A walk needs new sockets, or an earlier search that was cut short and a full budget. */
    private boolean isWalkDue(List<DiagSocket> searched) {
        boolean fresh = searched.stream().anyMatch(DiagSocket::isFresh);
        return fresh && (!searched.stream().allMatch(DiagSocket::wasSearched) || owners.isRetryDue());
    }

    /** The owners of a client suggest the owners of later ones; a remote end that connected to a listener does not. */
    private void remember(DiagSocket socket, int poll, boolean fresh) {
        if (isClient(socket) && !socket.isGuessed()) {
            memory.remember(socket.remote(), socket.owners(), poll, fresh);
        }
    }

    /** Closed sockets report no user; so another user's socket is not assigned to a program of one's own. */
    private void rememberOtherUsers(DiagSocket socket, int poll) {
        if (!socket.wasSearched() && isClient(socket)) {
            socket.markSearched();
            memory.remember(socket.remote(), List.of(OwnerProcess.OTHER_USER), poll, true);
        }
    }

    private void guess(DiagSocket socket, int poll) {
        if (isClient(socket)) {
            socket.assumeOwners(socket.isHidden() ? List.of() : memory.candidates(socket.remote(), poll), true);
        } else if (socket.protocol() == Protocol.TCP && !socket.isListening()) {
            socket.assumeOwners(
                    List.copyOf(listeners.getOrDefault(socket.local().port(), Set.of())), false);
        }
        unknown += socket.owners().isEmpty() ? 1 : 0;
    }

    private boolean isClient(DiagSocket socket) {
        return socket.protocol() == Protocol.TCP
                && !socket.isListening()
                && !listeners.containsKey(socket.local().port());
    }

    /** The listeners' owners by port; the set is empty where they are not known. */
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
