package netmon.scan.macos.ntstat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.scan.ScanException;
import netmon.scan.macos.ntstat.wire.DescriptorLayout;
import netmon.scan.macos.ntstat.wire.MessageCursor;
import netmon.scan.macos.ntstat.wire.Provider;
import netmon.scan.macos.ntstat.wire.SourceMessage;
import netmon.scan.macos.ntstat.wire.UnknownLayoutException;
import netmon.scan.macos.ntstat.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * All sources of the present connection, kept up to date by the kernel's messages. A source closes only by a message
 * that says so: one that a poll does not report was dropped on the way, and keeps its last counters.
 */
final class SourceBook implements Conversation.Listener {
    /** Polls for which a source that is not reported is still listed. A guess: the next poll reports it. */
    private static final int LISTED = 3;

    /** Polls after which a source that is not reported is forgotten, ten minutes: its SRC_REMOVED was lost. */
    private static final int KEPT = 600;

    /**
     * The bits of a socket's id above this one number the connection, since each connection numbers its sources anew.
     */
    private static final int CONNECTION_SHIFT = 48;

    private UnknownLengths policy;
    private final int most;
    private final SourceTable sources = new SourceTable();
    private final Set<String> unknownLengths = new TreeSet<>();

    /** Sources that the last table reported as closed, or that closed without final counters since. */
    private final List<SourceEntry> ended = new ArrayList<>();

    /** Closed sources of connections before this one, not reported yet. */
    private final List<Socket> carried = new ArrayList<>();

    private final SourceMessage reader = new SourceMessage();
    private long connections;
    private int poll;
    private boolean baseline;
    private boolean losesFinals;
    private long lostFinals;
    private long strangeAddresses;
    private int ownerless;
    private int missing;
    private @Nullable String distrust;

    /**
     * @param most sources that fit into memory
     */
    SourceBook(UnknownLengths policy, int most) {
        this.policy = policy;
        this.most = most;
    }

    /** Decides about layouts of no known release from now on. */
    void read(UnknownLengths lengths) {
        policy = lengths;
    }

    /** Starts over with a new connection, on which the kernel numbers all sources anew. */
    void connected() {
        connections++;
        distrust = null;
        sources.forEach(entry -> {
            if (entry.state() == SourceEntry.SourceLife.CLOSED && carried.size() < most) {
                carried.add(entry.socket());
            }
        });
        sources.clear();
        ended.clear();
        baseline = connections > 1;
    }

    /** Starts a poll of all sources. */
    void startPoll() {
        poll++;
    }

    /**
     * Ends a poll that reported all sources.
     *
     * @return true if sources are missing that the poll before reported
     */
    boolean endPoll() {
        baseline = false;
        int[] counts = new int[2];
        sources.forEach(entry -> {
            boolean isMissing = entry.state() == SourceEntry.SourceLife.OPEN && entry.poll() < poll;
            counts[0] += isMissing ? 1 : 0;
            counts[1] += isMissing && entry.poll() == poll - 1 ? 1 : 0;
        });
        missing = counts[0];
        return counts[1] > 0;
    }

    /** Why the connection must not be trusted any more; null if nothing speaks against it. */
    @Nullable
    String distrust() {
        return distrust;
    }

    @Override
    public void message(MessageCursor message) throws ScanException {
        if (SourceMessage.isOne(message.type())) {
            reader.read(message);
            update(reader);
        } else if (message.type() == Wire.SRC_REMOVED) {
            if (message.length() < Wire.REMOVED_BYTES) {
                throw new UnknownLayoutException("ntstat: a SRC_REMOVED has " + message.length() + " bytes");
            }
            remove(message.u64(Wire.SRCREF_AT));
        }
        // All others, SRC_ADDED among them, say nothing that an update does not say.
    }

    private void update(SourceMessage message) throws ScanException {
        Provider provider = message.provider();
        if (provider != null) {
            checkLength(message, provider);
        }
        SourceEntry known = sources.get(message.srcref());
        SourceEntry entry = known == null ? add(message.srcref()) : known;
        if (entry.state() == SourceEntry.SourceLife.REPORTED) {
            return;
        }
        entry.seen(poll);
        if (message.hasCounts() && !entry.count(message)) {
            distrust("counters of source " + message.srcref() + " went back");
        }
        if (provider != null && !entry.describe(message, provider)) {
            strangeAddress(provider);
        }
        if (known == null && baseline) {
            entry.countFromHere();
        }
        if (message.isClosing() && message.hasCounts()) {
            entry.become(SourceEntry.SourceLife.CLOSED);
        }
    }

    private SourceEntry add(long srcref) throws ScanException {
        if (sources.size() >= most) {
            sources.clear();
            throw new ScanException("ntstat: more than " + most + " sources do not fit into memory");
        }
        SourceEntry entry = new SourceEntry(srcref, srcref + ((connections - 1) << CONNECTION_SHIFT));
        sources.add(entry);
        return entry;
    }

    private void checkLength(SourceMessage message, Provider provider) throws UnknownLayoutException {
        DescriptorLayout layout = provider.layout();
        int length = message.descriptorBytes();
        boolean known = layout.isKnown(length) || (message.isExtended() && length > layout.leastBytes());
        if (known) {
            return;
        }
        if (length < layout.leastBytes() || policy == UnknownLengths.REFUSE) {
            throw new UnknownLayoutException("ntstat: the kernel describes " + provider + " in " + length
                    + " bytes, a layout that netmon does not know");
        }
        unknownLengths.add(layout + " " + length);
    }

    /** The kernel's own addresses are always well-formed; those of a flow are what its process wrote. */
    private void strangeAddress(Provider provider) throws UnknownLayoutException {
        if (provider.isKernel()) {
            throw new UnknownLayoutException(
                    "ntstat: an address of " + provider + " is neither IPv4 nor IPv6: the layout is not known");
        }
        strangeAddresses++;
    }

    private void distrust(String reason) {
        if (distrust == null) {
            distrust = reason;
        }
    }

    /** A source that closes without a final update loses its last bytes, whatever the flags say. */
    private void remove(long srcref) {
        SourceEntry entry = sources.get(srcref);
        if (entry == null) {
            lose();
            return;
        }
        entry.remove();
        if (entry.state() == SourceEntry.SourceLife.OPEN) {
            entry.become(SourceEntry.SourceLife.LOST);
            lose();
        }
    }

    private void lose() {
        losesFinals = true;
        lostFinals++;
    }

    /**
     * The sockets now, and those that closed since the last table.
     *
     * @param torn true if the poll did not reach all sources
     */
    SocketTable table(boolean torn) {
        List<Socket> sockets = new ArrayList<>(sources.size() + carried.size());
        sockets.addAll(carried);
        carried.clear();
        ended.clear();
        ownerless = 0;
        sources.forEach(entry -> list(entry, sockets));
        sources.removeIf(this::isOver);
        boolean reportsClosed = !losesFinals;
        losesFinals = false;
        return new SocketTable(sockets, torn, reportsClosed, null);
    }

    private void list(SourceEntry entry, List<Socket> sockets) {
        boolean closed = entry.state() == SourceEntry.SourceLife.CLOSED;
        boolean open = entry.state() == SourceEntry.SourceLife.OPEN && poll - entry.poll() <= LISTED;
        if (entry.isDescribed() && (closed || open)) {
            sockets.add(entry.socket());
            ownerless += entry.isOwnerless() ? 1 : 0;
        }
        if (closed || entry.state() == SourceEntry.SourceLife.LOST) {
            ended.add(entry);
        }
    }

    /** Marks a closed source as reported, and drops it once the kernel has confirmed its end. */
    private boolean isOver(SourceEntry entry) {
        if (entry.state() == SourceEntry.SourceLife.CLOSED && !entry.isRemoved()) {
            entry.become(SourceEntry.SourceLife.REPORTED);
        }
        return entry.isRemoved() || poll - entry.poll() > KEPT;
    }

    /** Every source that the last table was made of, with those that ended before it. */
    List<NtstatSource> snapshots() {
        List<NtstatSource> all = new ArrayList<>();
        sources.forEach(entry -> {
            if (entry.state() == SourceEntry.SourceLife.OPEN && entry.isDescribed()) {
                all.add(entry.snapshot());
            }
        });
        ended.forEach(entry -> all.add(entry.snapshot()));
        return all;
    }

    /** The book's part of the health; what the conversation counts is added. */
    NtstatHealth health(long overruns, long repeated, long failed, String lastFailure, List<Provider> refused) {
        return new NtstatHealth(
                overruns,
                lostFinals,
                repeated,
                failed,
                lastFailure,
                connections,
                ownerless,
                strangeAddresses,
                missing,
                List.copyOf(unknownLengths),
                refused);
    }
}
