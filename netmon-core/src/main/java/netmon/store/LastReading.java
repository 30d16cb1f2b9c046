package netmon.store;

import netmon.model.Counters;

/**
 * The interfaces' counters as the last sample left them.
 *
 * @param at epoch seconds of the last sample in which one of them moved
 * @param counters with the boot that they belong to; addresses are not kept, and nothing in it is marked as counted
 */
public record LastReading(long at, Counters counters) {}
