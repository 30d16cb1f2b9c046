package netmon.service;

import java.util.HashSet;
import java.util.Set;
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

    private Set<String> counted() {
        Set<String> names = new HashSet<>();
        for (Interface each : counters.interfaces()) {
            if (each.counted()) {
                names.add(each.name());
            }
        }
        return names;
    }
}
