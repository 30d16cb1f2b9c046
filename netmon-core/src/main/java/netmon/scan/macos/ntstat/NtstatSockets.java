package netmon.scan.macos.ntstat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import netmon.model.Calibration;
import netmon.model.SocketTable;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.macos.ntstat.wire.Provider;
import netmon.scan.macos.ntstat.wire.UnknownLayoutException;
import netmon.scan.macos.ntstat.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * The sockets and user-space flows of all users with their payload, packets, processes and final counters by macOS's
 * kernel control {@code com.apple.network.statistics}, which nettop uses too; no root is needed. Every read is one poll
 * of all sources. What closed since the last read waits in the receive buffer, so reads may be any time apart.
 *
 * <p>A read fails without harm: counters are cumulative, so the next one reports the whole span. The connection is
 * closed and opened again when its messages cannot be true, when it breaks, or after {@link #MOST_FAILURES} polls
 * without an end; the first poll of a new connection is a baseline, in which open sources start from zero. A layout
 * that is not known refuses this source for good. Not for several threads.
 */
public final class NtstatSockets implements SocketSource, AutoCloseable {
    /** Polls in a row without an end before the connection is given up. */
    private static final int MOST_FAILURES = 3;

    /** Heap that one source takes at most, here and in what is made of it; a guess after the figure for Linux. */
    private static final long BYTES_PER_SOURCE = 1100;

    private final KernelControl.Opener opener;
    private final UnknownLengths policy;
    private final LongSupplier nanos;
    private final SourceBook book;
    private final ByteBuffer record;

    private @Nullable KernelControl control;
    private @Nullable Conversation conversation;
    private @Nullable UnknownLayoutException refusal;
    private List<Provider> refused = List.of();
    private String lastFailure = "";
    private int failuresInRow;
    private long failed;
    private long repeated;
    private long overrunsBefore;

    /**
     * Opens nothing yet.
     *
     * @param nanos a monotonic clock, which bounds the time of a poll
     */
    public NtstatSockets(KernelControl.Opener opener, UnknownLengths policy, LongSupplier nanos) {
        this(opener, policy, nanos, mostSources(), newRecord());
    }

    /**
     * For tests.
     *
     * @param most how many sources fit into memory
     * @param record takes each record
     */
    NtstatSockets(KernelControl.Opener opener, UnknownLengths policy, LongSupplier nanos, int most, ByteBuffer record) {
        this.opener = opener;
        this.policy = policy;
        this.nanos = nanos;
        this.record = record;
        this.book = new SourceBook(policy, most);
    }

    @Override
    public String name() {
        return "ntstat";
    }

    /**
     * @throws UnknownLayoutException if the kernel's messages are not those of a known release; then always
     * @throws ScanException if there is no such control, or this poll failed
     */
    @Override
    public SocketTable read() throws ScanException {
        UnknownLayoutException known = refusal;
        if (known != null) {
            throw known;
        }
        try {
            boolean whole = poll(opened());
            failuresInRow = 0;
            return book.table(!whole);
        } catch (FailedPollException e) {
            failed(e, false);
            throw e;
        } catch (UnknownLayoutException e) {
            refusal = e;
            failed(e, true);
            throw e;
        } catch (ScanException e) {
            failed(e, true);
            throw e;
        }
    }

    /** A proof reads layouts of no known release too, to find out whether they can be believed. */
    @Override
    public void listLoopback(boolean listed) {
        book.read(listed ? UnknownLengths.READ : policy);
        refusal = listed ? null : refusal;
    }

    /** A layout of no known release is read from now on if the proof found no fault in its numbers. */
    @Override
    public boolean calibrate(Calibration found) {
        boolean isProven = found.owner() == Calibration.ProofResult.YES
                && found.objection(false).isEmpty();
        book.read(isProven ? UnknownLengths.READ : policy);
        return found.isPayloadOnce();
    }

    @Override
    public List<String> remarks() {
        NtstatHealth health = health();
        List<String> remarks = new ArrayList<>();
        if (!health.unknownLengths().isEmpty()) {
            remarks.add("it describes sockets in lengths of no release that netmon knows: "
                    + String.join(", ", health.unknownLengths()));
        }
        for (Provider each : health.refused()) {
            remarks.add("the kernel refuses to report " + each);
        }
        if (health.strangeAddresses() > 0) {
            remarks.add("addresses that cannot be read: " + health.strangeAddresses());
        }
        return remarks;
    }

    /** All sources of the last table with what ended since the one before, as the kernel describes them. */
    public List<NtstatSource> sources() {
        return book.snapshots();
    }

    /** How well it works. */
    public NtstatHealth health() {
        return book.health(overruns(), repeated, failed, lastFailure, refused);
    }

    @Override
    public OwnerTally tally() {
        NtstatHealth health = health();
        return new OwnerTally(health.ownerless(), 0, health.overruns() + health.lostFinals(), 0);
    }

    /** Closes the connection; the next read opens another one. */
    @Override
    public void close() {
        overrunsBefore = overruns();
        conversation = null;
        KernelControl open = control;
        control = null;
        failuresInRow = 0;
        if (open != null) {
            open.close();
        }
    }

    static ByteBuffer newRecord() {
        return ByteBuffer.allocateDirect(KernelControl.RECORD_BYTES).order(Wire.ORDER);
    }

    private static int mostSources() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / BYTES_PER_SOURCE);
    }

    private long overruns() {
        return overrunsBefore + (conversation == null ? 0 : conversation.overruns());
    }

    private Conversation opened() throws ScanException {
        Conversation open = conversation;
        if (open != null) {
            return open;
        }
        KernelControl fresh = opener.open();
        control = fresh;
        book.connected();
        Conversation begun = new Conversation(fresh, record, book, nanos);
        refused = begun.subscribe();
        conversation = begun;
        return begun;
    }

    /** Polls once, and again where the kernel has dropped updates; the queue is emptied first, to make room. */
    private boolean poll(Conversation open) throws ScanException {
        open.drain();
        long overruns = open.overruns();
        boolean whole = pollOnce(open);
        boolean incomplete = whole && book.endPoll();
        if (incomplete || (whole && open.overruns() != overruns)) {
            whole = repeat(open);
        }
        String distrust = book.distrust();
        if (distrust != null) {
            throw new ScanException("ntstat: " + distrust + ": it cannot be trusted");
        }
        return whole;
    }

    private boolean pollOnce(Conversation open) throws ScanException {
        if (!open.isUnfinished()) {
            book.startPoll();
        }
        return open.poll();
    }

    /** The poll before was answered to its end, so one that fails only leaves the sources that it missed for later. */
    private boolean repeat(Conversation open) throws ScanException {
        repeated++;
        try {
            boolean whole = pollOnce(open);
            if (whole) {
                book.endPoll();
            }
            return whole;
        } catch (FailedPollException e) {
            return false;
        }
    }

    private void failed(ScanException reason, boolean isBroken) {
        failed++;
        failuresInRow++;
        lastFailure = String.valueOf(reason.getMessage());
        if (isBroken || failuresInRow >= MOST_FAILURES) {
            close();
        }
    }
}
