package netmon.service.tick;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.model.Traffic;
import netmon.protocol.StatusReply;
import netmon.scan.Clock;
import netmon.store.TrafficWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples on their way into the database, where as many as may wait are written together. When it cannot be written (a full disk), they wait here and go in later; no byte
 * is lost as long as the service lives.
 */
public final class SampleQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SampleQueue.class);

    /**
     * Rows that wait: a quarter of an hour of a busy machine, in 2 MB at most. When there are more, the oldest samples
     * are summed into one and lose their seconds.
     */
    static final int MOST_ROWS = 10_000;

    /** Applications in such a sum; what the rarer ones moved is Unattributed then. */
    static final int MOST_APPS = 1_000;

    /** Of so many rows nothing more is saved by waiting: the database's pages are filled. */
    private static final int BATCH_ROWS = 1_000;

    /** How long a store that failed is left alone: one that another program holds takes two seconds to say so. */
    private static final long RETRY_NANOS = 5_000_000_000L;

    private final TrafficWriter log;
    private final Clock clock;
    private final long mayWaitNanos;
    private final Deque<Sample> waiting = new ArrayDeque<>();
    private int rows;
    private long oldestAt;

    /** Whether anything was written yet. The first sample must not wait: later ones are differences to it. */
    private boolean begun;

    /** Why the last try to write did not succeed; null where it did. */
    private @Nullable StoreException failure;

    private long failedAt;
    private @Nullable StoreException lost;

    /** @param mayWait how long a sample may wait at a {@link #send} and still be left for the next one */
    public SampleQueue(TrafficWriter log, Clock clock, Duration mayWait) {
        this.log = log;
        this.clock = clock;
        this.mayWaitNanos = mayWait.toNanos();
    }

    /** Takes a sample, and writes it unless it may wait or the store has just failed. */
    void add(Sample sample) {
        if (waiting.isEmpty()) {
            oldestAt = clock.monotonicNanos();
        }
        waiting.add(sample);
        rows += rows(sample);
        while (rows > MOST_ROWS && waiting.size() > 1) {
            sumOldest();
        }
        send();
    }

    /** Why this database can never be written again; null while it can. What waits is for another one then. */
    @Nullable
    public StoreException lost() {
        return lost;
    }

    /** What is not written yet, oldest first. */
    public List<Sample> waiting() {
        return List.copyOf(waiting);
    }

    /** Writes what waits, if anything does and it is time to. Where nothing does, looks whether the file is there. */
    void send() {
        if (waiting.isEmpty()) {
            look();
        } else if (isDue(clock.monotonicNanos())) {
            flush();
        }
    }

    private void look() {
        try {
            log.requirePresent();
        } catch (StoreException e) {
            failed(e);
        }
    }

    private void failed(StoreException e) {
        if (e.kind() == Remedy.REPLACED || e.kind() == Remedy.DAMAGED) {
            lost = e;
        }
    }

    private boolean isDue(long now) {
        if (failure != null) {
            return now - failedAt >= RETRY_NANOS;
        }
        return !begun || now - oldestAt >= mayWaitNanos || rows >= BATCH_ROWS;
    }

    /** Writes what waits, now; false if that fails. */
    public boolean flush() {
        try {
            log.append(List.copyOf(waiting));
        } catch (StoreException e) {
            failed(e);
            if (failure == null) {
                LOG.warn("cannot write, keeping samples in memory: {}", e.getMessage());
            }
            failure = e;
            failedAt = clock.monotonicNanos();
            return false;
        }
        waiting.clear();
        rows = 0;
        begun = true;
        if (failure != null) {
            LOG.info("writing again");
        }
        failure = null;
        return true;
    }

    /** The samples that cannot be written at present; null while writing works. */
    public StatusReply.@Nullable Unwritten unwritten() {
        StoreException why = failure;
        return why == null ? null : new StatusReply.Unwritten(waiting.size(), why.getMessage());
    }

    /** Rows that wait; for tests. */
    int rows() {
        return rows;
    }

    private void sumOldest() {
        Sample one = waiting.removeFirst();
        Sample other = waiting.removeFirst();
        Sample sum = sum(one, other);
        waiting.addFirst(sum);
        rows += rows(sum) - rows(one) - rows(other);
    }

    private static int rows(Sample sample) {
        return 1
                + sample.apps().size()
                + sample.delta().interfaces().size()
                + sample.gaps().size();
    }

    private static Sample sum(Sample one, Sample other) {
        Map<String, AppTraffic> apps = new LinkedHashMap<>();
        one.apps().forEach(each -> add(apps, each));
        other.apps().forEach(each -> add(apps, each));
        PendingTraffic held = new PendingTraffic();
        held.add(one.delta(), 0);
        held.add(other.delta(), 0);
        one.gaps().forEach(held::add);
        other.gaps().forEach(held::add);
        return new Sample(
                other.at(),
                givesRate(one) && givesRate(other) ? one.nanos() + other.nanos() : 0,
                held.delta(),
                List.copyOf(apps.values()),
                other.counters(),
                held.gaps(),
                other.substitutes());
    }

    /** Not where something was moved in a time that nobody knows, such as while netmon did not run. */
    private static boolean givesRate(Sample sample) {
        return sample.nanos() > 0 || sample.delta().interfaces().isEmpty();
    }

    private static void add(Map<String, AppTraffic> apps, AppTraffic part) {
        boolean fits = apps.size() < MOST_APPS || apps.containsKey(part.app());
        AppTraffic placed = fits ? part : new AppTraffic(App.UNATTRIBUTED, part.traffic(), Traffic.NONE);
        apps.merge(placed.app(), placed, AppTraffic::plus);
    }
}
