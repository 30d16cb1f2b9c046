package netmon.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.AppTraffic;
import netmon.model.Gap;
import netmon.model.Sample;
import netmon.store.StoreException;
import netmon.store.TrafficLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples on their way into the database. When it cannot be written (a full disk), they wait here and go in later; no byte
 * is lost as long as the service lives.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Samples that wait one by one: ten minutes, about 1 MB. Older ones are summed into one and lose their seconds. */
    private static final int MOST_WAITING = 600;

    private final TrafficLog log;
    private final Deque<Sample> waiting = new ArrayDeque<>();
    private boolean failing;

    Outbox(TrafficLog log) {
        this.log = log;
    }

    void add(Sample sample) {
        waiting.add(sample);
        if (waiting.size() > MOST_WAITING) {
            waiting.addFirst(sum(waiting.removeFirst(), waiting.removeFirst()));
        }
        flush();
    }

    /** Writes what waits; false if some still does. */
    boolean flush() {
        try {
            log.append(List.copyOf(waiting));
            waiting.clear();
        } catch (StoreException e) {
            if (!failing) {
                LOG.warn("cannot write, keeping samples in memory: {}", e.getMessage());
            }
            failing = true;
            return false;
        }
        if (failing) {
            LOG.info("writing again");
        }
        failing = false;
        return true;
    }

    private static Sample sum(Sample one, Sample other) {
        Map<String, AppTraffic> apps = new LinkedHashMap<>();
        one.apps().forEach(each -> apps.merge(each.app(), each, AppTraffic::plus));
        other.apps().forEach(each -> apps.merge(each.app(), each, AppTraffic::plus));
        Held interfaces = new Held();
        interfaces.add(one.delta());
        interfaces.add(other.delta());
        List<Gap> gaps = new ArrayList<>(one.gaps());
        gaps.addAll(other.gaps());
        return new Sample(
                other.at(),
                one.nanos() + other.nanos(),
                interfaces.delta(),
                List.copyOf(apps.values()),
                other.counters(),
                gaps);
    }
}
