package netmon.model;

/**
 * Bytes booked as received for an interface with a frozen receive counter. When the counter moves again, they are
 * subtracted from its jump, also after a restart of netmon. {@code link} is that of {@link Interface}.
 */
public record Substitute(String name, String link, long received) {}
