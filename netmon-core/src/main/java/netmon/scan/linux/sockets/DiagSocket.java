package netmon.scan.linux.sockets;

import java.util.List;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import org.jspecify.annotations.Nullable;

/** The state of one socket over several polls. A socket that does not change costs nothing. */
final class DiagSocket {
    /** The search for a missing owner is repeated after 1, 2, 4 ... and at most 64 polls. */
    private static final int LONGEST_BACK_OFF = 64;

    /** From this back-off on the socket alone is no reason for a walk: it is the kernel's or a container's. */
    private static final int UNKNOWN_BACK_OFF = 8;

    private final Protocol protocol;
    private final SocketKind kind;
    private final long cookie;
    private final DiagCounters counters = new DiagCounters();
    private Endpoint local;
    private Endpoint remote;
    private int interfaceIndex;
    private long inode;
    private int uid;
    private boolean listening;
    private boolean closed;
    private List<OwnerProcess> owners = List.of();
    private boolean guessed;
    private boolean inferred;
    private int lastSeen;
    private boolean polled;
    private int missed;
    private boolean searched;
    private int nextSearch;
    private int backOff = 1;
    private @Nullable Socket snapshot;

    DiagSocket(Protocol protocol, DiagRow row, int poll) {
        this.protocol = protocol;
        this.kind = row.kind(protocol);
        this.cookie = row.cookie();
        this.local = row.local(null);
        this.remote = row.remote(null);
        this.nextSearch = poll;
        update(row, poll);
    }

    void update(DiagRow row, int poll) {
        lastSeen = poll;
        missed = 0;
        if (row.inode() != 0) {
            inode = row.inode();
            uid = row.uid();
        }
        boolean endpointsChanged = updateEndpoints(row);
        boolean countersChanged = counters.update(row);
        if (endpointsChanged || countersChanged) {
            snapshot = null;
        }
    }

    void close(DiagRow row, int poll) {
        boolean listened = listening;
        update(row, poll);
        listening = listened;
        closed = true;
        snapshot = null;
    }

    /** Marks the socket as gone without final counters. */
    void vanish() {
        closed = true;
        snapshot = null;
    }

    void setOwners(List<OwnerProcess> found) {
        owners = List.copyOf(found);
        guessed = false;
        inferred = false;
        snapshot = null;
    }

    /**
     * Assumes owners until they are found.
     *
     * @param isInference whether they are recent clients of the same remote end, not listeners on its local port
     */
    void assumeOwners(List<OwnerProcess> candidates, boolean isInference) {
        if (!candidates.equals(owners) || inferred != isInference) {
            owners = candidates;
            inferred = isInference;
            snapshot = null;
        }
        guessed = true;
    }

    boolean isGuessed() {
        return guessed;
    }

    /** Notes that a poll listed it, not only a quick poll. */
    void markPolled() {
        polled = true;
    }

    boolean wasPolled() {
        return polled;
    }

    void markSearched() {
        searched = true;
    }

    /** Whether a search for its owner began earlier, perhaps not over all processes. */
    boolean wasSearched() {
        return searched;
    }

    /** Notes that a search over all processes found no owner. */
    void markNotFound(int poll) {
        nextSearch = poll + backOff;
        backOff = Math.min(2 * backOff, LONGEST_BACK_OFF);
    }

    boolean isSearchDue(int poll) {
        return (guessed || owners.isEmpty()) && inode != 0 && !closed && poll >= nextSearch;
    }

    /** Whether the socket alone is a reason for a walk through the processes. */
    boolean isFresh() {
        return backOff < UNKNOWN_BACK_OFF;
    }

    /**
     * Whether no process that can be inspected has it: a search over all found no owner, and was not too late, since
     * the socket is open, or was so at the next search.
     */
    boolean isHidden() {
        return backOff > (closed ? 2 : 1);
    }

    /** Notes that the kernel did not list it; returns how often in a row. */
    int miss() {
        return ++missed;
    }

    /** Whether the kernel listed it when it was last asked for its kind. */
    boolean isListed() {
        return missed == 0;
    }

    SocketKind kind() {
        return kind;
    }

    /** The socket as the rest of netmon knows it; the same object as long as nothing changes. */
    Socket socket() {
        Socket socket = snapshot;
        if (socket == null) {
            socket = new Socket(
                    protocol,
                    local,
                    remote,
                    interfaceIndex,
                    cookie,
                    listening,
                    closed,
                    owners,
                    inferred,
                    counters.payload(),
                    counters.segments());
            snapshot = socket;
        }
        return socket;
    }

    Protocol protocol() {
        return protocol;
    }

    Endpoint local() {
        return local;
    }

    Endpoint remote() {
        return remote;
    }

    long inode() {
        return inode;
    }

    int uid() {
        return uid;
    }

    boolean isListening() {
        return listening;
    }

    List<OwnerProcess> owners() {
        return owners;
    }

    int lastSeen() {
        return lastSeen;
    }

    /** An unconnected socket may connect, a bound one may listen. */
    private boolean updateEndpoints(DiagRow row) {
        Endpoint newLocal = row.local(local);
        Endpoint newRemote = row.remote(remote);
        boolean same = newLocal.equals(local)
                && newRemote.equals(remote)
                && row.interfaceIndex() == interfaceIndex
                && row.isListening() == listening;
        interfaceIndex = row.interfaceIndex();
        local = newLocal;
        remote = newRemote;
        listening = row.isListening();
        return !same;
    }
}
