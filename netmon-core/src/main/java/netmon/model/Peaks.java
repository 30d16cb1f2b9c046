package netmon.model;

/**
 * The highest rates over the counted interfaces, each direction by itself.
 *
 * @param received bytes a second
 * @param sent bytes a second
 */
public record Peaks(long received, long sent) {}
