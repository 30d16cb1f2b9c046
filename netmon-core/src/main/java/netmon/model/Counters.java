package netmon.model;

import java.util.List;

/**
 * One reading of all interfaces.
 *
 * @param boot the identity of this start of the machine; empty where the system reports none
 * @param narrow whether the counters may have only 32 bits, and so wrap at 4 GiB
 */
public record Counters(String boot, List<Interface> interfaces, boolean narrow) {
    public Counters {
        interfaces = List.copyOf(interfaces);
    }

    /** A reading of counters with 64 bits. */
    public Counters(String boot, List<Interface> interfaces) {
        this(boot, interfaces, false);
    }
}
