package netmon.model;

/**
 * Bytes booked as received for an interface with a frozen receive counter. When the counter moves again, they are
 * subtracted from its jump, also after a restart of netmon.
 *
 * @param name the interface's name
 * @param link the kernel's number of the interface; empty where unknown
 * @param received bytes, above zero
 */
public record Substitute(String name, String link, long received) {}
