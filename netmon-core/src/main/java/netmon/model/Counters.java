package netmon.model;

import java.util.List;

/**
 * One reading of all interfaces.
 *
 * @param boot what tells this start of the machine from every other; empty where the system does not tell
 * @param narrow whether the source's counters may have 32 bits only, and then begin at zero again after 4 GiB
 */
public record Counters(String boot, List<Interface> interfaces, boolean narrow) {
    public Counters {
        interfaces = List.copyOf(interfaces);
    }

    /** Of a source whose counters have 64 bits. */
    public Counters(String boot, List<Interface> interfaces) {
        this(boot, interfaces, false);
    }
}
