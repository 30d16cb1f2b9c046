package netmon.model;

/** The transport protocol of a socket. */
public enum Protocol {
    TCP,
    UDP
}
