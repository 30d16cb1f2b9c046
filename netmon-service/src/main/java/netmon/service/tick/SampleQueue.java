package netmon.service.tick;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import netmon.attribution.Claim;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.protocol.StatusReply;
import netmon.scan.Clock;
import netmon.store.TrafficWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of samples to the database. Samples that may wait are written together. While the database cannot be
 * written (a full disk), they wait here and are written later; no byte is lost as long as the service lives.
 */
public final class SampleQueue implements SampleListener {
    private static final Logger LOG = LoggerFactory.getLogger(SampleQueue.class);

    /**
     * The rows that may wait: a quarter of an hour of a busy machine, 2 MB at most. When there are more, the oldest
     * samples are summed into one and lose their seconds.
     */
    static final int MOST_ROWS = 10_000;

    /** At this many rows the database's pages are filled, and a longer wait saves nothing. */
    private static final int BATCH_ROWS = 1_000;

    /**
     * The wait after a failed write: a write to a database that another program has locked fails after two seconds
     * only.
     */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TrafficWriter log;
    private final Clock clock;
    private final long mayWaitNanos;
    private final Deque<Sample> waiting = new ArrayDeque<>();
    private int rows;
    private long oldestAt;

    /** True once a sample was written. The first sample must not wait, because later ones are differences to it. */
    private boolean started;

    /** The reason why the last write failed; null if it succeeded. */
    private @Nullable StoreException failure;

    private long failedAt;
    private @Nullable StoreException lost;

    /** @param mayWait how old a sample may be at the end of a tick and still wait for the next one */
    public SampleQueue(TrafficWriter log, Clock clock, Duration mayWait) {
        this.log = log;
        this.clock = clock;
        this.mayWaitNanos = mayWait.toNanos();
    }

    /** Adds a sample, and writes it unless it may wait or the last write failed just now. */
    @Override
    public void take(Sample sample, List<Claim> claims) {
        if (waiting.isEmpty()) {
            oldestAt = clock.monotonicNanos();
        }
        waiting.add(sample);
        rows += rows(sample);
        while (rows > MOST_ROWS && waiting.size() > 1) {
            sumOldest();
        }
        tickEnded();
    }

    /** Writes the waiting samples if it is time to. If there are none, checks that the database's file still exists. */
    @Override
    public void tickEnded() {
        if (waiting.isEmpty()) {
            requirePresent();
        } else if (isDue(clock.monotonicNanos())) {
            flush();
        }
    }

    private void requirePresent() {
        try {
            log.requirePresent();
        } catch (StoreException e) {
            noteLoss(e);
        }
    }

    private boolean isDue(long now) {
        if (failure != null) {
            return now - failedAt >= RETRY_NANOS;
        }
        return !started || now - oldestAt >= mayWaitNanos || rows >= BATCH_ROWS;
    }

    /** Writes the waiting samples now; false if that fails. */
    public boolean flush() {
        try {
            log.append(List.copyOf(waiting));
        } catch (StoreException e) {
            failed(e);
            return false;
        }
        waiting.clear();
        rows = 0;
        started = true;
        if (failure != null) {
            LOG.info("writing again");
        }
        failure = null;
        return true;
    }

    private void failed(StoreException e) {
        noteLoss(e);
        if (failure == null) {
            LOG.warn("cannot write, keeping samples in memory: {}", e.getMessage());
        }
        failure = e;
        failedAt = clock.monotonicNanos();
    }

    /** Takes note of a failed use of the database, which may mean that it can never be written again. */
    public void noteLoss(StoreException e) {
        StoreException why = e.kind() == Remedy.DAMAGED ? cause(e) : e;
        if (why.kind() == Remedy.REPLACED || why.kind() == Remedy.DAMAGED) {
            lost = why;
        }
    }

    /** A file that another program overwrites looks damaged to each part that happens to read it before it is done. */
    private StoreException cause(StoreException damaged) {
        try {
            log.requirePresent();
            return damaged;
        } catch (StoreException e) {
            return e;
        }
    }

    /** Writes the waiting samples before the service stops. */
    public void finish() {
        if (!flush()) {
            LOG.error("stopping with samples that could not be written; their bytes are booked at the next start");
        }
    }

    /**
     * The reason why this database can never be written again; null while it can. The waiting samples need another one.
     */
    @Nullable
    public StoreException lost() {
        return lost;
    }

    /** The samples that are not written yet, oldest first. */
    public List<Sample> waiting() {
        return List.copyOf(waiting);
    }

    /** The samples that cannot be written at present; null while writing works. */
    public StatusReply.@Nullable Unwritten unwritten() {
        StoreException why = failure;
        return why == null ? null : new StatusReply.Unwritten(waiting.size(), why.getMessage());
    }

    /** The number of waiting rows, for tests. */
    int rows() {
        return rows;
    }

    private void sumOldest() {
        Sample one = waiting.removeFirst();
        Sample other = waiting.removeFirst();
        Sample sum = SampleSum.of(one, other);
        waiting.addFirst(sum);
        rows += rows(sum) - rows(one) - rows(other);
    }

    private static int rows(Sample sample) {
        return 1
                + sample.apps().size()
                + sample.delta().interfaces().size()
                + sample.gaps().size()
                + sample.parts().size();
    }
}
