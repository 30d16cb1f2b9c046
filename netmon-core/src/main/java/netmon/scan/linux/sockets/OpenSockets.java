package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;
import netmon.model.Socket;
import netmon.scan.Clock;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.linux.owners.InodeOwners;
import netmon.scan.linux.owners.ListedOwners;
import netmon.scan.linux.owners.SocketOwners;
import netmon.scan.linux.processes.LinuxProcesses;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets of this namespace with the processes that hold them, by {@code sock_diag}, for a source that counts
 * their bytes in another way. Nothing is guessed. Not thread-safe.
 */
public final class OpenSockets {
    /** A guess: the list of open sockets in status may be so many seconds old. */
    private static final int MOST_BETWEEN_POLLS = 5;

    /** They take some 50 bytes each; forgetting them costs one more poll. */
    private static final int MOST_UNLISTED = 10_000;

    private final KnownSockets known = new KnownSockets(SockDiag.maxSockets());
    private final SocketDumps dumps;
    private final OwnerSearch search;
    private final RunTimes times;
    private final RefusableSource listing = new RefusableSource("the owners of sockets are only those who made them");
    private Map<Integer, List<OwnerProcess>> listeners = Map.of();
    private final Set<Long> unlisted = new HashSet<>();
    private int sincePoll = MOST_BETWEEN_POLLS;
    private int poll;

    /** For the live machine; the clock measures the search for owners. Reads nothing yet. */
    public OpenSockets(Machine machine, LinuxProcesses processes, Clock clock) {
        this(machine, new SocketOwners(processes, clock));
    }

    /** For a machine that is recorded, or a recording: it lists the owners itself. */
    public OpenSockets(Machine machine, Processes processes) {
        this(machine, new ListedOwners(machine, processes));
    }

    private OpenSockets(Machine machine, InodeOwners owners) {
        this.dumps = new SocketDumps(machine, known);
        this.search = new OwnerSearch(owners, new ProcessEnds());
        this.times = new RunTimes(owners);
    }

    /**
     * Asks the kernel for the sockets of these kinds, and for all after some polls; where it refuses, the sockets stay
     * as they were. For each question the kernel walks through all its sockets.
     *
     * @param unknown the kinds of sockets that moved something and are not known
     */
    public void poll(Set<SocketKind> unknown) {
        Set<SocketKind> kinds = EnumSet.copyOf(search.pending());
        kinds.addAll(unknown);
        if (++sincePoll >= MOST_BETWEEN_POLLS) {
            sincePoll = 0;
            kinds = EnumSet.allOf(SocketKind.class);
        }
        if (!kinds.isEmpty() && listing.isAsked(++poll)) {
            ask(kinds);
        }
    }

    private void ask(Set<SocketKind> kinds) {
        try {
            dumps.read(kinds, poll);
            known.forgetMissing(kinds, poll);
            search.findHolders(known.open(), poll);
            listeners = findListeners();
        } catch (ScanException e) {
            listing.refused(poll, e);
        }
    }

    /**
     * Whether the kernel was asked for the socket, and after this call it counts as asked. Cookies that are not listed
     * are another namespace's, or of closed sockets; they never come back.
     */
    public boolean isKnown(long cookie) {
        if (unlisted.size() > MOST_UNLISTED) {
            unlisted.clear();
        }
        return known.find(cookie) != null || !unlisted.add(cookie);
    }

    /** All open sockets, listening ones too. */
    public List<Socket> all() {
        List<Socket> all = new ArrayList<>(known.open().size());
        for (DiagSocket each : known.open()) {
            if (each.isListed()) {
                all.add(each.socket());
            }
        }
        return all;
    }

    /** The socket with this cookie, also if it closed a moment ago; null where it is another namespace's. */
    public @Nullable Socket of(long cookie) {
        DiagSocket found = known.find(cookie);
        return found == null ? null : found.socket();
    }

    /** The processes that have the socket open; none where they are unknown. */
    public List<OwnerProcess> holders(long cookie) {
        DiagSocket found = known.find(cookie);
        return found == null ? List.of() : found.owners();
    }

    /** The processes that listen on this port of TCP. */
    public List<OwnerProcess> listeners(int port) {
        return listeners.getOrDefault(port, List.of());
    }

    /** The time that processes which share a socket have run since the last poll, by pid. */
    public Map<Long, Long> ranNanos() {
        return times.ofSharers(known.open());
    }

    /** How many sockets have no known owner, and how many belong to other users. */
    public int unknown() {
        return search.unknown();
    }

    public int others() {
        return search.others();
    }

    /** Why owners are not visible, with the remedy; empty if that has no known reason. */
    public String confinement() {
        return search.confinement();
    }

    public long walks() {
        return search.walks();
    }

    private Map<Integer, List<OwnerProcess>> findListeners() {
        Map<Integer, List<OwnerProcess>> found = new HashMap<>();
        for (DiagSocket each : known.open()) {
            if (each.isListening() && !each.owners().isEmpty()) {
                found.merge(each.local().port(), each.owners(), OpenSockets::joined);
            }
        }
        return found;
    }

    private static List<OwnerProcess> joined(List<OwnerProcess> one, List<OwnerProcess> other) {
        if (one.equals(other)) {
            return one;
        }
        List<OwnerProcess> both = new ArrayList<>(one);
        other.stream().filter(each -> !one.contains(each)).forEach(both::add);
        return both;
    }
}
