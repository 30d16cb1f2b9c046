package netmon.service.tick;

import netmon.attribution.InterfaceDeltas;
import netmon.attribution.frozen.FrozenCounters;
import netmon.model.Gap;
import netmon.model.Traffic;
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

    /** @param since the start of the span, epoch seconds */
    void frozen(FrozenCounters.FrozenResult counters, long since, long at) {
        for (String name : counters.frozen()) {
            LOG.warn("a counter of {} is frozen; the bytes of its sockets are booked instead", name);
        }
        counters.thawed().keySet().forEach(name -> LOG.info("the counters of {} count again", name));
        counters.replaced()
                .forEach((name, bytes) -> pending.add(new Gap(Gap.Kind.COUNTER_FROZEN, since, at, bytes, name)));
    }

    private void addReset(String detail, long at) {
        pending.add(new Gap(Gap.Kind.COUNTER_RESET, at, at, Traffic.NONE, detail));
    }
}
