package netmon.store;

import java.util.HashMap;
import java.util.Map;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.Traffic;

/** What a database should say, kept in the simplest way: sums by hour of the local clock. */
final class Model {
    /** What is known of one hour. */
    static final class Hour {
        final Map<String, AppTraffic> apps = new HashMap<>();
        final Map<String, InterfaceTotal> interfaces = new HashMap<>();
    }

    final Map<Long, Hour> hours = new HashMap<>();
    private final LocalHours clock;

    Model(LocalHours clock) {
        this.clock = clock;
    }

    void add(Sample sample) {
        Hour hour = hours.computeIfAbsent(clock.start(sample.at()), start -> new Hour());
        for (AppTraffic each : sample.apps()) {
            if (!each.traffic().isNone()) {
                hour.apps.merge(each.app(), each, AppTraffic::plus);
            }
        }
        for (InterfaceTraffic each : sample.delta().interfaces()) {
            if (!each.traffic().isNone()) {
                InterfaceTotal total = each.counted()
                        ? new InterfaceTotal(each.name(), each.traffic(), Traffic.NONE)
                        : new InterfaceTotal(each.name(), Traffic.NONE, each.traffic());
                hour.interfaces.merge(each.name(), total, InterfaceTotal::plus);
            }
        }
    }
}
