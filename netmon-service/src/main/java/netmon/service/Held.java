package netmon.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.InterfaceTraffic;

/** What ticks without a look have gathered: it is written with the next look, as one span. */
final class Held {
    private Map<String, InterfaceTraffic> interfaces = new LinkedHashMap<>();
    private List<Gap> gaps = new ArrayList<>();

    void add(Delta delta) {
        for (InterfaceTraffic each : delta.interfaces()) {
            interfaces.merge(each.name(), each, Held::sum);
        }
    }

    void add(Gap gap) {
        gaps.add(gap);
    }

    boolean isEmpty() {
        return interfaces.isEmpty() && gaps.isEmpty();
    }

    Delta delta() {
        return new Delta(List.copyOf(interfaces.values()));
    }

    /** The gaps, which are not held any longer then. */
    List<Gap> take() {
        List<Gap> taken = gaps;
        gaps = new ArrayList<>();
        interfaces = new LinkedHashMap<>();
        return taken;
    }

    private static InterfaceTraffic sum(InterfaceTraffic one, InterfaceTraffic other) {
        return new InterfaceTraffic(one.name(), other.counted(), one.traffic().plus(other.traffic()));
    }
}
