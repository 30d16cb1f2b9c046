package netmon.model;

/** The counted bytes of an interface while it was connected to one network. */
public record NetworkTotal(NetworkLabel network, String networkInterface, Traffic traffic) {}
