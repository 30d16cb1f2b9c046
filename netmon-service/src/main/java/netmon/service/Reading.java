package netmon.service;

import java.util.SortedSet;
import java.util.TreeSet;
import netmon.model.Counters;
import netmon.model.Interface;

/**
 * The interfaces at one moment.
 *
 * @param at epoch seconds by the wall clock
 * @param nanos the same moment on the monotonic clock
 */
record Reading(long at, long nanos, Counters counters) {
    /** Whether the same interfaces count. */
    boolean countsLike(Reading other) {
        return counted().equals(other.counted());
    }

    /** The names of the interfaces that count. */
    SortedSet<String> counted() {
        SortedSet<String> names = new TreeSet<>();
        for (Interface each : counters.interfaces()) {
            if (each.counted()) {
                names.add(each.name());
            }
        }
        return names;
    }
}
