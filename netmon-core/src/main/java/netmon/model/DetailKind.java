package netmon.model;

import java.util.Locale;

/** What the service stores about the bytes of an application beside their sum: the values of the setting detail. */
public enum DetailKind {
    /** The program, script or container. */
    PROCESS,
    /** The other end's address, with its network and the protocol. */
    DESTINATION,
    /** The port of the service, with the protocol. */
    PORT,
    /** The user who runs the process. */
    USER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
