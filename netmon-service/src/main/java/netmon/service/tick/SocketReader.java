package netmon.service.tick;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.SampleTiming;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.scan.Clock;
import netmon.scan.SocketScanner;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;
import netmon.service.log.Survivable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls the sockets, measures what a poll costs, and logs failures. */
final class SocketReader {
    private static final Logger LOG = LoggerFactory.getLogger(SocketReader.class);

    private final @Nullable SocketScanner scanner;
    private final Clock clock;
    private final LoadMeter load;
    private final FailureLog failures = new FailureLog("sockets");
    private boolean sourceChanged;

    /** Sockets that closed before a torn poll: no later poll lists them. */
    private List<Socket> closedBefore = List.of();

    private boolean closedAreComplete = true;
    private final Map<Long, Long> ranNanos = new HashMap<>();

    /** The first poll without a complete table since the last good one, on the monotonic clock. */
    private @Nullable Long failingSince;

    /** @param scanner null where applications are not tracked */
    SocketReader(@Nullable SocketScanner scanner, Clock clock, LoadMeter load) {
        this.scanner = scanner;
        this.clock = clock;
        this.load = load;
    }

    /** Whether the numbers of the source are not believed. */
    boolean isDoubtful() {
        return scanner != null && !scanner.doubt().isEmpty();
    }

    /** Lets the source know how much of the interfaces' bytes it explained. */
    void explained(AttributedTraffic traffic) {
        if (scanner != null && !traffic.blind()) {
            scanner.inUse().explained(traffic.unattributed(), traffic.delta().counted());
        }
    }

    /** Nanoseconds that the source wants from read to read; 0 where only its cost decides. */
    long spacingNanos() {
        return scanner == null ? 0 : scanner.inUse().spacingNanos();
    }

    /** Lets the scanner know whether the sockets' bytes fit those of the interfaces. */
    void audited(ClaimsWatch watch) {
        if (scanner != null) {
            watch.report(scanner);
        }
    }

    boolean isOff() {
        return scanner == null;
    }

    /**
     * The sockets; null if they are not tracked or cannot be read.
     *
     * @param now on the monotonic clock, nanoseconds
     */
    @Nullable
    SocketTable read(long now) {
        SocketScanner source = scanner;
        if (source == null) {
            return null;
        }
        int generation = source.generation();
        SocketTable table = failures.call(source::read);
        if (table != null && generation != source.generation()) {
            sourceChanged = true;
            forgetClosed();
        }
        if (table != null) {
            load.socketsRead(source.lastCostNanos());
            table = withClosedBefore(table);
        }
        boolean complete = table != null && !table.torn();
        failingSince = complete ? null : failingSince == null ? (Long) now : failingSince;
        return table;
    }

    /**
     * True if the last poll failed or was torn and a later one may still tell what moved: then it is as if it had not
     * been made, and the bytes wait.
     */
    boolean isWorthWaiting(long now) {
        return failingSince != null && now - failingSince < SampleTiming.LONGEST.toNanos();
    }

    /** Notes that the last table was used, so that the next one starts from it. */
    void tableUsed() {
        sourceChanged = false;
        forgetClosed();
    }

    /** True if the source changed since the last used table, so that the two cannot be compared. */
    boolean sourceChanged() {
        return sourceChanged;
    }

    private SocketTable withClosedBefore(SocketTable table) {
        boolean isAlone = closedBefore.isEmpty() && ranNanos.isEmpty() && closedAreComplete;
        List<Socket> before = closedBefore;
        closedAreComplete &= table.reportsClosed();
        closedBefore = new ArrayList<>(before);
        for (Socket each : table.sockets()) {
            if (each.closed()) {
                closedBefore.add(each);
            }
        }
        table.ranNanos().forEach((pid, nanos) -> ranNanos.merge(pid, nanos, Long::sum));
        if (isAlone) {
            return table; // as nearly always: the poll before was used
        }
        List<Socket> all = new ArrayList<>(table.sockets());
        all.addAll(before);
        return new SocketTable(all, table.torn(), closedAreComplete, ranNanos, table.ip(), table.flows());
    }

    private void forgetClosed() {
        closedBefore = List.of();
        closedAreComplete = true;
        ranNanos.clear();
    }

    /** The cost of the last successful poll, in nanoseconds. */
    long lastCostNanos() {
        return scanner == null ? 0 : scanner.lastCostNanos();
    }

    /** How many quick polls the source needs before the next tick. */
    int quickPollsWanted() {
        return scanner == null ? 0 : scanner.inUse().quickPollsWanted();
    }

    /** Notes sockets that may be closed before the next tick. */
    void quickPoll() {
        if (scanner == null) {
            return;
        }
        long start = clock.monotonicNanos();
        try {
            scanner.inUse().quickPoll();
        } catch (Throwable e) {
            Survivable.require(e);
            LOG.debug("a quick poll failed; the next poll logs the reason", e);
        }
        load.quickPolled(clock.monotonicNanos() - start);
    }
}
