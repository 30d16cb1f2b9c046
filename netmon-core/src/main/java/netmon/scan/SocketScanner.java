package netmon.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Calibration;
import netmon.model.SocketTable;
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

    /** Time before better sources are tried again, doubled at each failure: a hanging source is expensive. */
    private static final Duration RETRY_BETTER = Duration.ofMinutes(5);

    private static final Duration RETRY_BETTER_AT_MOST = Duration.ofHours(1);

    /** Time before all sources are tried again when none works. */
    private static final Duration RETRY_ALL = Duration.ofSeconds(30);

    private static final int NONE = -1;

    /** A source that works, though its proof found a fault. */
    private record DoubtfulSource(int index, Calibration found) {}

    private final List<SocketSource> sources;
    private final Clock clock;
    private final SourceProof proof;

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

    private @Nullable String trouble;

    private long waitingSince;
    private Duration retryAfter = RETRY_ALL;

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
    }

    /** The name of the source in use; of the best one while none is in use. */
    @Override
    public String name() {
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

    /** What the proof of the source in use found; null if it was not proven. */
    public @Nullable Calibration calibration() {
        return calibration;
    }

    /** Why the numbers of the source in use are not believed; empty if they are. */
    public String doubt() {
        return doubt;
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
        SocketTable table = current > 0 && isRetryDue() ? readBetter() : null;
        return table == null ? readCurrent() : table;
    }

    @Override
    public @Nullable OwnerTally tally() {
        return current == NONE ? null : sources.get(current).tally();
    }

    @Override
    public List<RowTally> rowTallies() {
        return current == NONE ? List.of() : sources.get(current).rowTallies();
    }

    @Override
    public int quickPollsWanted() {
        return current == NONE ? 0 : sources.get(current).quickPollsWanted();
    }

    @Override
    public void quickPoll() throws ScanException {
        if (current != NONE) {
            sources.get(current).quickPoll();
        }
    }

    private SocketTable readAny() throws ScanException {
        if (trouble != null && !isRetryDue()) {
            throw new ScanException(trouble);
        }
        return readFrom(0, new ArrayList<>());
    }

    private @Nullable SocketTable readBetter() {
        SocketTable table = readBetween(0, current, new ArrayList<>());
        if (table == null) {
            Duration longer = retryAfter.multipliedBy(2);
            retryAfter(longer.compareTo(RETRY_BETTER_AT_MOST) < 0 ? longer : RETRY_BETTER_AT_MOST);
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
            return readFrom(current + 1, new ArrayList<>(List.of(reason(e))));
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
            retryAfter(RETRY_ALL);
            throw new ScanException(trouble);
        }
        return table;
    }

    /** Reads from the first of these sources that works and is proven, and takes it into use; null if none is. */
    private @Nullable SocketTable readBetween(int from, int to, List<String> reasons) {
        doubtful = null;
        for (int i = from; i < to; i++) {
            try {
                Calibration found = proof.prove(sources.get(i));
                String objection = found == null ? "" : found.objection();
                if (objection.isEmpty()) {
                    return start(i, found, reasons);
                }
                reasons.add(sources.get(i).name() + " is not believed: " + objection);
                doubtful = found != null && doubtful == null ? new DoubtfulSource(i, found) : doubtful;
            } catch (ScanException e) {
                reasons.add(reason(e));
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
            return start(source.index, source.found, reasons);
        } catch (ScanException e) {
            reasons.add(reason(e));
            return null;
        }
    }

    private SocketTable start(int source, @Nullable Calibration found, List<String> reasons) throws ScanException {
        if (found != null) {
            sources.get(source).calibrate(found);
        }
        SocketTable table = poll(source);
        calibration = found;
        doubt = found == null ? "" : found.objection();
        use(source, reasons);
        return table;
    }

    private SocketTable poll(int source) throws ScanException {
        long start = clock.monotonicNanos();
        SocketTable read = sources.get(source).read();
        lastCost = clock.monotonicNanos() - start - sources.get(source).waitedNanos();
        measuresBytes = read.flows() != null || read.sockets().stream().anyMatch(each -> each.payload() != null);
        table = read.withoutFlows();
        return read;
    }

    private void use(int source, List<String> reasons) {
        current = source;
        passedOver = source == 0 ? "" : String.join("; ", reasons);
        failures = 0;
        generation++;
        trouble = null;
        retryAfter(RETRY_BETTER);
        if (reasons.isEmpty()) {
            LOG.info("sockets are read by {}", name());
        } else {
            LOG.warn("sockets are read by {}, since better ways do not work: {}", name(), String.join("; ", reasons));
        }
    }

    private void retryAfter(Duration length) {
        retryAfter = length;
        waitingSince = clock.monotonicNanos();
    }

    private boolean isRetryDue() {
        return clock.monotonicNanos() - waitingSince >= retryAfter.toNanos();
    }

    private static String reason(ScanException e) {
        return String.valueOf(e.getMessage());
    }
}
