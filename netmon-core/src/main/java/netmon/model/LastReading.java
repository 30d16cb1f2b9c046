package netmon.model;

import java.util.List;

/**
 * The interfaces' counters as the last sample left them.
 *
 * @param at epoch seconds of the last sample in which one of them moved, or until when netmon is known to have run
 * @param exact whether netmon is known not to have run on after that second
 * @param counters with the boot that they belong to; addresses are not kept, and nothing in it is marked as counted
 * @param substitutes what had been booked in the place of counters that stood still
 */
public record LastReading(long at, boolean exact, Counters counters, List<Substitute> substitutes) {
    /** The same counters, with a later end of the run if that is known. */
    public LastReading until(long second, boolean isExact) {
        return new LastReading(Math.max(at, second), isExact, counters, substitutes);
    }
}
