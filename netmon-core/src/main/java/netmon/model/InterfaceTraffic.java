package netmon.model;

public record InterfaceTraffic(String name, boolean counted, Traffic traffic) {}
