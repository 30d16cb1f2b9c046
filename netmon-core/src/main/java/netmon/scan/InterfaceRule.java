package netmon.scan;

import java.util.Set;

/**
 * Chooses the counted interfaces: those that the system's own rule chooses, or, where the user named some ({@code
 * --interfaces en0,en7}), exactly these.
 *
 * @param names the named interfaces; empty for the system's own rule
 */
public record InterfaceRule(Set<String> names) {
    /** The system's own rule. */
    public static final InterfaceRule AUTOMATIC = new InterfaceRule(Set.of());

    public InterfaceRule {
        names = Set.copyOf(names);
    }

    /**
     * Whether the interface counts.
     *
     * @param byItself the result of the system's own rule
     */
    public boolean counts(String name, boolean byItself) {
        return names.isEmpty() ? byItself : names.contains(name);
    }
}
