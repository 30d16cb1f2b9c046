package netmon.scan.counting;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses the counted interfaces: those that the system's own rule chooses, or, where the user named some ({@code
 * --interfaces en0,en7}), exactly these; in both cases without those that the user excluded ({@code
 * --exclude-interfaces 'veth*'}).
 *
 * @param names the named interfaces; empty for the system's own rule
 * @param excluded patterns of names: {@code *} stands for any text, {@code ?} for one character
 */
public record InterfaceRule(Set<String> names, Set<String> excluded) {
    /** The system's own rule. */
    public static final InterfaceRule AUTOMATIC = new InterfaceRule(Set.of(), Set.of());

    public InterfaceRule {
        names = Set.copyOf(names);
        excluded = Set.copyOf(excluded);
    }

    public InterfaceRule(Set<String> names) {
        this(names, Set.of());
    }

    /**
     * Whether the interface counts.
     *
     * @param byItself the result of the system's own rule
     */
    public boolean counts(String name, boolean byItself) {
        boolean chosen = names.isEmpty() ? byItself : names.contains(name);
        return chosen && excluded.stream().noneMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        String regex = pattern.chars()
                .mapToObj(each -> switch (each) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(each));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
    }
}
