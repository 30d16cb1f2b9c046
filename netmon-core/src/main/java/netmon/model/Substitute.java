package netmon.model;

/**
 * What was booked as received in the place of an interface's counter that stands still. When the counter moves again, so
 * much is taken off its jump, also if netmon was started anew meanwhile.
 *
 * @param name the interface's
 * @param link the kernel's number for it; empty where unknown
 * @param received bytes, above zero
 */
public record Substitute(String name, String link, long received) {}
