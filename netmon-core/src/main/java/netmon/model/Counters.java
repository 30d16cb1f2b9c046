package netmon.model;

import java.util.List;

/**
 * One reading of all interfaces.
 *
 * @param boot what tells this start of the machine from every other; empty where the system does not tell
 */
public record Counters(String boot, List<Interface> interfaces) {
    public Counters {
        interfaces = List.copyOf(interfaces);
    }
}
