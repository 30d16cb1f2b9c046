package netmon.scan;

import java.util.Set;

/** Chooses the counted interfaces: exactly the named ones, or by the system's own rule if no name is given. */
public record InterfaceRule(Set<String> names) {
    /** The system's own rule. */
    public static final InterfaceRule AUTOMATIC = new InterfaceRule(Set.of());

    public InterfaceRule {
        names = Set.copyOf(names);
    }

    /** Whether the interface counts; {@code byItself} is the result of the system's own rule. */
    public boolean counts(String name, boolean byItself) {
        return names.isEmpty() ? byItself : names.contains(name);
    }
}
