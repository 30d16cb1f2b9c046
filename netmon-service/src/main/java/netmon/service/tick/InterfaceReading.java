package netmon.service.tick;

import netmon.model.Counters;
import netmon.model.Interface;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The interfaces' counters at one moment.
 *
 * @param at epoch seconds by the wall clock
 * @param nanos the same moment on the monotonic clock
 * @param counted the names of the interfaces that count
 */
record InterfaceReading(long at, long nanos, Counters counters, SortedSet<String> counted) {
    InterfaceReading(long at, long nanos, Counters counters) {
        this(at, nanos, counters, counted(counters));
    }

    /** True if the same interfaces count. */
    boolean countsLike(InterfaceReading other) {
        return counted.equals(other.counted);
    }

    private static SortedSet<String> counted(Counters counters) {
        SortedSet<String> names = new TreeSet<>();
        for (Interface each : counters.interfaces()) {
            if (each.counted()) {
                names.add(each.name());
            }
        }
        return names;
    }
}
