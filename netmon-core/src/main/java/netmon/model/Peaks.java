package netmon.model;

/** The highest rates over the counted interfaces in bytes a second, each direction by itself. */
public record Peaks(long received, long sent) {}
