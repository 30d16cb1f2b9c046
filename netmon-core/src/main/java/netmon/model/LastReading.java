package netmon.model;

import java.util.List;
import netmon.store.files.Heartbeat;

/**
 * The interfaces' counters as the last sample left them.
 *
 * @param at epoch seconds of the last sample in which one of them moved, or until when netmon is known to have run
 * @param exact whether netmon is known not to have run on after that second
 * @param counters with the boot that they belong to; addresses are not kept, and nothing in it is marked as counted
 * @param substitutes what had been booked in the place of counters that stood still
 */
public record LastReading(long at, boolean exact, Counters counters, List<Substitute> substitutes) {
    /** With what is known besides of when the last run ended: nothing is stored while nothing moves. */
    public LastReading until(Heartbeat.Pulse pulse) {
        return new LastReading(Math.max(at, pulse.lastAlive() / 1000), pulse.exact(), counters, substitutes);
    }

    /** Where netmon itself knows that it has run until this second. */
    public LastReading until(long second) {
        return new LastReading(Math.max(at, second), true, counters, substitutes);
    }
}
