package netmon.service.tick;

import netmon.model.SocketTable;
import netmon.scan.Clock;
import netmon.scan.ScanException;
import netmon.scan.SocketScanner;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;

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

    /** @param scanner null where applications are not tracked */
    SocketReader(@Nullable SocketScanner scanner, Clock clock, LoadMeter load) {
        this.scanner = scanner;
        this.clock = clock;
        this.load = load;
    }

    boolean isOff() {
        return scanner == null;
    }

    /** The sockets; null if they are not tracked or cannot be read. */
    @Nullable
    SocketTable read() {
        SocketScanner source = scanner;
        if (source == null) {
            return null;
        }
        int generation = source.generation();
        SocketTable table = failures.call(source::read);
        sourceChanged = table != null && generation != source.generation();
        if (table != null) {
            load.socketsRead(source.lastCostNanos());
        }
        return table;
    }

    /** True if the last table came from another source than the one before, so that the two cannot be compared. */
    boolean sourceChanged() {
        return sourceChanged;
    }

    /** The cost of the last successful poll, in nanoseconds. */
    long lastCostNanos() {
        return scanner == null ? 0 : scanner.lastCostNanos();
    }

    /** How many quick polls the source needs before the next tick. */
    int quickPollsWanted() {
        return scanner == null ? 0 : scanner.quickPollsWanted();
    }

    /** Notes sockets that may be closed before the next tick. */
    void quickPoll() {
        if (scanner == null) {
            return;
        }
        long start = clock.monotonicNanos();
        try {
            scanner.quickPoll();
        } catch (ScanException | RuntimeException e) {
            LOG.debug("a quick poll failed; the next poll logs the reason", e);
        }
        load.quickPolled(clock.monotonicNanos() - start);
    }
}
