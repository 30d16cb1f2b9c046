package netmon.model;

import java.util.List;

/** The bytes that each interface moved between two readings. Interfaces that moved nothing may be missing. */
public record Delta(List<InterfaceTraffic> interfaces) {
    public static final Delta NONE = new Delta(List.of());

    public Delta {
        interfaces = List.copyOf(interfaces);
    }

    /** The bytes that belong to applications: the sum over the counted interfaces. */
    public Traffic counted() {
        Traffic sum = Traffic.NONE;
        for (InterfaceTraffic each : interfaces) {
            if (each.counted()) {
                sum = sum.plus(each.traffic());
            }
        }
        return sum;
    }
}
