package netmon.model;

import java.util.List;

/**
 * The interface counters of the last sample.
 *
 * @param at the last second with a changed counter, or the last at which netmon is known to have run
 * @param exact whether netmon is known to have stopped at that second
 * @param counters without addresses and without a mark of counted interfaces
 */
public record LastReading(long at, boolean exact, Counters counters, List<Substitute> substitutes) {
    /** The same counters, after a run that lasted at least until this second. */
    public LastReading until(long second, boolean isExact) {
        return new LastReading(Math.max(at, second), isExact, counters, substitutes);
    }
}
