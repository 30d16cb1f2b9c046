package netmon.scan;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Calibration;
import netmon.model.SocketTable;
import netmon.scan.SocketSource.OwnerTally;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources of sockets in order of preference; the best one that works is in use. A source that fails at its first
 * poll is skipped at once; one that worked before may fail a few times. Better sources are tried again from time to
 * time. A change is logged once; a failed poll is not, since the caller gets it as an exception.
 *
 * <p>Each source is proven before it comes into use. One whose proof finds a fault is skipped as well; if no other one
 * works it is used after all, and {@link #doubt} says why its numbers must not be called measured.
 */
public final class SocketScanner implements SocketSource {
    private static final Logger LOG = LoggerFactory.getLogger(SocketScanner.class);

    /** Polls in a row. A guess: a busy machine recovers sooner, a missing program does not. */
    private static final int MAX_FAILURES = 3;

    private static final int NONE = -1;

    /** Stands for a source while none works. */
    private enum NoSource implements SocketSource {
        INSTANCE;

        @Override
        public SocketTable read() {
            return SocketTable.EMPTY;
        }
    }

    /** A source that works, though its proof found a fault. */
    private record DoubtfulSource(int index, Calibration found, String objection) {}

    private final List<SocketSource> sources;
    private final Clock clock;
    private final SourceProof proof;
    private final RetryTimer retry;

    private int current = NONE;
    private int failures;
    private int generation;
    private long lastCost;
    private boolean measuresBytes;
    private SocketTable table = SocketTable.EMPTY;

    private String passedOver = "";
    private @Nullable Calibration calibration;
    private String doubt = "";
    private @Nullable DoubtfulSource doubtful;

    /** Why the claims of the source in use are not believed; empty if they are. */
    private String distrust = "";

    private boolean proofDue;

    /** Whether the last proof of the source in use had no result; whether a better one has not answered its proof. */
    private boolean unproven;

    private boolean unanswered;

    private @Nullable String trouble;

    /** A scanner that believes every source, for recordings without a proof. */
    public SocketScanner(List<SocketSource> sources, Clock clock) {
        this(sources, clock, SourceProof.NONE);
    }

    public SocketScanner(List<SocketSource> sources, Clock clock, SourceProof proof) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no source of sockets");
        }
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.proof = proof;
        this.retry = new RetryTimer(clock);
    }

    @Override
    public String name() { // of the best one while none is in use
        return sources.get(Math.max(current, 0)).name();
    }

    /** Increases with each change of source. The first poll of a generation cannot be compared with the one before. */
    public int generation() {
        return generation;
    }

    /** The cost of the last successful poll, in nanoseconds; the caller polls less often if it is expensive. */
    public long lastCostNanos() {
        return lastCost;
    }

    public boolean measuresBytes() {
        return measuresBytes;
    }

    /** The errors of the sources that are better than the one in use; empty where it is the best. */
    public String passedOver() {
        return passedOver;
    }

    /** What the proof of the source in use found, in a line; empty if it was not proven. */
    public String proof() {
        return calibration == null ? inUse().ownProof() : calibration.summary();
    }

    /** Why the numbers of the source in use are not believed; empty if they are. */
    public String doubt() {
        return doubt.isEmpty() ? distrust : doubt;
    }

    /** Believes the source in use no longer, since its bytes contradict the interfaces: it is proven again. */
    public void distrust(String why) {
        if (distrust.isEmpty()) {
            distrust = why;
            proofDue = true;
            LOG.warn("{} is not believed any more: {}; its bytes are estimated, and it is proven again", name(), why);
        }
    }

    /** Believes the source again, since its bytes have agreed with the interfaces for long enough. */
    public void trust() {
        if (!distrust.isEmpty()) {
            distrust = "";
            LOG.info("{} is believed again: its bytes agree with those of the interfaces", name());
        }
    }

    /** The errors of all sources; null where one works, or none has been tried yet. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** The sockets of the last poll, for requests between two polls; empty if there was none. */
    public SocketTable table() {
        return table;
    }

    /**
     * The sockets from the best source that works.
     *
     * @throws ScanException if the source in use failed this time, or if all failed, then with the error of each
     */
    @Override
    public SocketTable read() throws ScanException {
        if (current == NONE) {
            return readAny();
        }
        if (proofDue || (unproven && retry.isDue())) {
            proofDue = false;
            return readFrom(0, new ArrayList<>());
        }
        SocketTable table = current > 0 && retry.isDue() ? readBetter() : null;
        return table == null ? readCurrent() : table;
    }

    @Override
    public @Nullable OwnerTally tally() {
        return inUse().tally();
    }

    @Override
    public String confinement() {
        return current == NONE ? "" : sources.get(current).confinement();
    }

    @Override
    public List<RowTally> rowTallies() {
        return inUse().rowTallies();
    }

    /** The source in use; one without sockets while none works. */
    public SocketSource inUse() {
        return current == NONE ? NoSource.INSTANCE : sources.get(current);
    }

    private SocketTable readAny() throws ScanException {
        if (trouble != null && !retry.isDue()) {
            throw new ScanException(trouble);
        }
        return readFrom(0, new ArrayList<>());
    }

    private @Nullable SocketTable readBetter() {
        SocketTable table = readBetween(0, current, new ArrayList<>());
        if (table == null) {
            retry.nothingBetter();
        }
        return table;
    }

    private SocketTable readCurrent() throws ScanException {
        try {
            SocketTable table = poll(current);
            failures = 0;
            return table;
        } catch (ScanException e) {
            failures++;
            if (failures < MAX_FAILURES) {
                throw e;
            }
            return readFrom(current + 1, new ArrayList<>(List.of(String.valueOf(e.getMessage()))));
        }
    }

    /** Reads from this source or a worse one; {@code reasons} are the errors so far. */
    private SocketTable readFrom(int first, List<String> reasons) throws ScanException {
        SocketTable table = readBetween(first, sources.size(), reasons);
        if (table == null) {
            table = readDoubtful(reasons);
        }
        if (table == null) {
            current = NONE;
            this.table = SocketTable.EMPTY;
            trouble = "sockets cannot be read: " + String.join("; ", reasons);
            retry.nothingWorks();
            throw new ScanException(trouble);
        }
        return table;
    }

    /** Reads from the first of these sources that works and is proven, and takes it into use; null if none is. */
    private @Nullable SocketTable readBetween(int from, int to, List<String> reasons) {
        doubtful = null;
        unanswered = false;
        for (int i = from; i < to; i++) {
            try {
                Calibration found = proof.prove(sources.get(i));
                String objection = found == null || found.isUnknown()
                        ? ""
                        : found.objection(sources.get(i).calibrate(found));
                if (found == null || objection.isEmpty()) {
                    return start(i, found, "", reasons);
                }
                reasons.add(sources.get(i).name() + " is not believed: " + objection);
                doubtful = doubtful == null ? new DoubtfulSource(i, found, objection) : doubtful;
            } catch (ScanException e) {
                unanswered |= e instanceof SourceProof.UnansweredException;
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        return null;
    }

    /** Reads from the best source that works in spite of a failed proof; null if there is none. */
    private @Nullable SocketTable readDoubtful(List<String> reasons) {
        DoubtfulSource source = doubtful;
        if (source == null) {
            return null;
        }
        try {
            return start(source.index, source.found, source.objection, reasons);
        } catch (ScanException e) {
            reasons.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private SocketTable start(int source, @Nullable Calibration found, String objection, List<String> reasons)
            throws ScanException {
        SocketTable table = poll(source);
        unproven = found != null && found.isUnknown();
        if (source != current || (found != null && !unproven && !found.countsLike(calibration))) {
            distrust = "";
        }
        if (source != current || !unproven) {
            calibration = found;
            doubt = objection;
        }
        current = source;
        passedOver = source == 0 ? "" : String.join("; ", reasons);
        failures = 0;
        generation++;
        trouble = null;
        retry.works(!unproven && !unanswered);
        if (reasons.isEmpty()) {
            LOG.info("sockets are read by {}", name());
        } else {
            LOG.warn("sockets are read by {}, since better ways do not work: {}", name(), String.join("; ", reasons));
        }
        return table;
    }

    private SocketTable poll(int source) throws ScanException {
        long start = clock.monotonicNanos();
        SocketTable read = sources.get(source).read();
        lastCost = clock.monotonicNanos() - start - sources.get(source).waitedNanos();
        measuresBytes = (read.sockets().isEmpty() && measuresBytes) || read.hasBytes(); // no socket says nothing
        table = read.withoutFlows();
        return read;
    }
}
