package netmon.scan.linux.sockets;

import java.util.List;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** What is kept of one socket from look to look, so that one that did not change costs nothing. */
final class DiagSocket {
    private static final long U32 = 0xffff_ffffL;

    /** An owner not found is looked for again after 1, 2, 4 ... and at last every 64 looks. */
    private static final int LONGEST_PATIENCE = 64;

    /**
     * So many looks after it was not found for the third time its owner is no longer worth a walk through the processes:
     * most likely it is the kernel's, or in another container. It is looked for along with others.
     */
    private static final int PATIENCE_OF_THE_UNKNOWN = 8;

    private final Protocol protocol;
    private final long cookie;
    private Endpoint local;
    private Endpoint remote;
    private long inode;
    private int uid;
    private boolean listening;
    private boolean closed;
    private boolean hasPayload;
    private boolean hasSegments;
    private long received;
    private long sent;
    private long segmentsReceived;
    private long segmentsSent;
    private List<OwnerProcess> owners = List.of();
    private boolean guessed;
    private boolean inferred;
    private int lastSeen;
    private boolean searched;
    private int searchAt;
    private int patience = 1;
    private @Nullable Socket made;

    DiagSocket(Protocol protocol, DiagRow row, int look) {
        this.protocol = protocol;
        this.cookie = row.cookie();
        this.local = row.local(null);
        this.remote = row.remote(null);
        this.searchAt = look;
        update(row, look);
    }

    /** Takes over what this look says of it. Counters never fall, whatever the kernel takes for the FIN. */
    void update(DiagRow row, int look) {
        lastSeen = look;
        if (row.inode() != 0) {
            inode = row.inode();
            uid = row.uid();
        }
        boolean moved = takePlace(row);
        boolean moves = takePayload(row);
        boolean packets = takeSegments(row);
        if (moved || moves || packets) {
            made = null;
        }
    }

    /** Takes over its last counters. */
    void close(DiagRow row, int look) {
        boolean listened = listening;
        update(row, look);
        listening = listened;
        closed = true;
        made = null;
    }

    /** Says that it is gone, without last counters. */
    void vanish() {
        closed = true;
        made = null;
    }

    void ownedBy(List<OwnerProcess> found) {
        owners = List.copyOf(found);
        guessed = false;
        inferred = false;
        made = null;
    }

    /** Takes these for its owners until they are found: who listens where it came in. */
    void acceptedBy(List<OwnerProcess> listeners) {
        guess(listeners, false);
    }

    /** Takes these for its owners until they are found: who lately talked to the same far end. */
    void perhapsOf(List<OwnerProcess> candidates) {
        guess(candidates, true);
    }

    private void guess(List<OwnerProcess> candidates, boolean isInference) {
        if (!candidates.equals(owners) || inferred != isInference) {
            owners = candidates;
            inferred = isInference;
            made = null;
        }
        guessed = true;
    }

    boolean isGuessed() {
        return guessed;
    }

    /** Says that this look began to look for an owner. */
    void searched() {
        searched = true;
    }

    /** Whether its owner was looked for before, perhaps not everywhere. */
    boolean wasSearched() {
        return searched;
    }

    /** Says that this look found no owner anywhere. */
    void notFound(int look) {
        searchAt = look + patience;
        patience = Math.min(2 * patience, LONGEST_PATIENCE);
    }

    /** Whether its owner is to be looked for now. */
    boolean isSought(int look) {
        return (guessed || owners.isEmpty()) && inode != 0 && !closed && look >= searchAt;
    }

    /** Whether it is new enough to be looked for by itself. */
    boolean isFresh() {
        return patience < PATIENCE_OF_THE_UNKNOWN;
    }

    /** As the rest of netmon knows it; the same object as long as nothing changes. */
    Socket socket() {
        Socket socket = made;
        if (socket == null) {
            socket = new Socket(
                    protocol,
                    local,
                    remote,
                    cookie,
                    listening,
                    closed,
                    owners,
                    inferred,
                    hasPayload ? new Traffic(received, sent) : null,
                    hasSegments ? new Segments(segmentsReceived, segmentsSent) : null);
            made = socket;
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

    /** An unconnected socket may connect, a bound one listen. */
    private boolean takePlace(DiagRow row) {
        Endpoint nowLocal = row.local(local);
        Endpoint nowRemote = row.remote(remote);
        boolean same = nowLocal.equals(local) && nowRemote.equals(remote) && row.isListening() == listening;
        local = nowLocal;
        remote = nowRemote;
        listening = row.isListening();
        return !same;
    }

    private boolean takePayload(DiagRow row) {
        hasPayload = row.hasPayload();
        if (!hasPayload) {
            return false;
        }
        long nowReceived = Math.max(received, row.received());
        long nowSent = Math.max(sent, row.sent());
        boolean changed = nowReceived != received || nowSent != sent;
        received = nowReceived;
        sent = nowSent;
        return changed;
    }

    /** The kernel counts segments in 32 bits; the difference to the last look is right all the same. */
    private boolean takeSegments(DiagRow row) {
        hasSegments = row.hasSegments();
        if (!hasSegments) {
            return false;
        }
        long more = (row.segmentsReceived() - segmentsReceived) & U32;
        long moreSent = (row.segmentsSent() - segmentsSent) & U32;
        segmentsReceived += more;
        segmentsSent += moreSent;
        return more != 0 || moreSent != 0;
    }
}
