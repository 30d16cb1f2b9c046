package netmon.store;

import java.util.List;
import netmon.model.Counters;
import netmon.model.Substitute;

/**
 * The interfaces' counters as the last sample left them.
 *
 * @param at epoch seconds of the last sample in which one of them moved
 * @param counters with the boot that they belong to; addresses are not kept, and nothing in it is marked as counted
 * @param substitutes what had been booked in the place of counters that stood still
 */
public record LastReading(long at, Counters counters, List<Substitute> substitutes) {}
