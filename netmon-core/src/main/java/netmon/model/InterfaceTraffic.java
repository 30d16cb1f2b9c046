package netmon.model;

/** The bytes that one interface moved between two readings. */
public record InterfaceTraffic(String name, boolean counted, Traffic traffic) {}
