package netmon.scan;

import java.util.Collection;
import java.util.Set;

/**
 * Which interfaces count, that is, whose bytes belong to applications: those that the system's own rule picks, or, when
 * a person named some ({@code --interfaces en0,en7}), exactly these.
 *
 * @param names the named ones; empty when the system's own rule holds
 */
public record InterfaceRule(Set<String> names) {
    /** The system's own rule. */
    public static final InterfaceRule AUTOMATIC = new InterfaceRule(Set.of());

    public InterfaceRule {
        names = Set.copyOf(names);
    }

    public static InterfaceRule named(Collection<String> names) {
        return new InterfaceRule(Set.copyOf(names));
    }

    /**
     * Whether the interface counts.
     *
     * @param byItself what the system's own rule says about it
     */
    public boolean counts(String name, boolean byItself) {
        return names.isEmpty() ? byItself : names.contains(name);
    }
}
