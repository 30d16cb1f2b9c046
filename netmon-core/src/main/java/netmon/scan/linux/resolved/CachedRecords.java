package netmon.scan.linux.resolved;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import netmon.model.Address;

/** The records of a cache that name the hosts of some addresses. */
final class CachedRecords {
    /** What a host may be called; other names could not be told from text that means something else. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    /** systemd-resolved keeps 4,096 records of each interface. */
    private static final int MOST_ALIASES = 10_000;

    /** An address with more names has none that says anything. */
    private static final int MOST_NAMES = 16;

    private static final int MOST_SEEN = 64;

    private final Set<Address> addresses;
    private final Map<Address, Set<String>> owners = new HashMap<>();

    /** By the name that they stand for. */
    private final Map<String, Set<String>> aliases = new HashMap<>();

    /** @param addresses those to be named; the records of others are dropped */
    CachedRecords(Set<Address> addresses) {
        this.addresses = addresses;
    }

    void add(DnsRecord each) {
        String owner = name(each.owner());
        String target = name(each.target());
        if (owner.isEmpty()) {
            return;
        }
        if (each.address() != null && addresses.contains(each.address())) {
            put(owners.computeIfAbsent(each.address(), key -> new HashSet<>()), owner);
        }
        if (!target.isEmpty() && (aliases.containsKey(target) || aliases.size() < MOST_ALIASES)) {
            put(aliases.computeIfAbsent(target, key -> new HashSet<>()), owner);
        }
    }

    private static void put(Set<String> names, String name) {
        if (names.size() <= MOST_NAMES) {
            names.add(name);
        }
    }

    private static String name(String text) {
        String name = (text.endsWith(".") ? text.substring(0, text.length() - 1) : text).toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? name : "";
    }

    /**
     * The name that programs asked for, not that of the server that it is an alias of. Empty if it is not known, or if
     * different names have this address: nothing shows which of them a connection meant.
     */
    String name(Address address) {
        Set<String> found = owners.getOrDefault(address, Set.of());
        Set<String> requested = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        found.forEach(each -> addRequested(each, seen, requested));
        String name = common(requested);
        return name.isEmpty() ? common(found) : name;
    }

    /** @param seen the names so far, because aliases may form a circle */
    private void addRequested(String name, Set<String> seen, Set<String> requested) {
        Set<String> others = aliases.getOrDefault(name, Set.of());
        if (others.isEmpty()) {
            put(requested, name);
        } else if (seen.size() < MOST_SEEN && seen.add(name)) {
            others.forEach(each -> addRequested(each, seen, requested));
        }
    }

    /** The name that all others are below, such as {@code example.org} of {@code www.example.org}; else empty. */
    private static String common(Set<String> names) {
        for (String each : names) {
            if (names.stream().allMatch(other -> other.equals(each) || other.endsWith("." + each))) {
                return names.size() > MOST_NAMES ? "" : each;
            }
        }
        return "";
    }
}
