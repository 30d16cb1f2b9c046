package netmon.service.tick;

import netmon.attribution.InterfaceDeltas;
import netmon.model.Gap;
import netmon.model.Traffic;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the unusual things that counters do, and notes those that make the bytes of a span uncertain as gaps.
 *
 * @param pending receives the gaps
 */
record CounterEvents(PendingTraffic pending) {
    private static final Logger LOG = LoggerFactory.getLogger(CounterEvents.class);

    void countedChanged(InterfaceReading now) {
        if (now.counted().isEmpty()) {
            LOG.warn("no interface counts, so no application has a byte");
        } else {
            LOG.info("interfaces that count: {}", String.join(", ", now.counted()));
        }
    }

    void resets(InterfaceDeltas.DeltaResult step, long at) {
        for (String name : step.resets()) {
            addReset(name, at);
        }
        for (String name : step.implausible()) {
            LOG.warn("the counter of {} jumped further than its link allows; these bytes are left out", name);
            addReset(name + " (implausible)", at);
        }
    }

    void frozen(List<String> frozen, Map<String, Long> thawed, long at) {
        for (String name : frozen) {
            LOG.warn("the receive counter of {} is frozen; the bytes of its sockets are booked instead", name);
        }
        for (Map.Entry<String, Long> each : thawed.entrySet()) {
            LOG.info("the receive counter of {} counts again", each.getKey());
            pending.add(new Gap(Gap.Kind.COUNTER_FROZEN, at, at, new Traffic(each.getValue(), 0), each.getKey()));
        }
    }

    private void addReset(String detail, long at) {
        pending.add(new Gap(Gap.Kind.COUNTER_RESET, at, at, Traffic.NONE, detail));
    }
}
