package netmon.store;

import java.util.HashMap;
import java.util.Map;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.Traffic;
import netmon.store.blocks.LocalHours;

/** The expected content of a database in the simplest form: sums by hour of the local clock. */
public final class Model {
    /** The sums of one hour. */
    public static final class Hour {
        public final Map<String, AppTraffic> apps = new HashMap<>();
        public final Map<String, InterfaceTotal> interfaces = new HashMap<>();
    }

    public final Map<Long, Hour> hours = new HashMap<>();
    private final LocalHours clock;

    public Model(LocalHours clock) {
        this.clock = clock;
    }

    public void add(Sample sample) {
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
