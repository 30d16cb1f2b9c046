package netmon.scan.linux.interfaces;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.NetworkRoute;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.counting.StackingArithmetic;
import netmon.scan.counting.StackingArithmetic.ByteTotals;
import netmon.scan.counting.StackingArithmetic.Suspect;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kinds, the addresses and the counting of the interfaces, as the kernel reported them last. Where it refuses
 * netlink, the interfaces' names decide.
 */
final class InterfaceLinks {
    private static final Logger LOG = LoggerFactory.getLogger(InterfaceLinks.class);

    private final Machine machine;
    private final InterfaceRule rule;
    private final StackingArithmetic arithmetic = new StackingArithmetic();

    private List<Link> all = List.of();
    private Map<String, Link> byName = Map.of();
    private Map<String, List<Address>> ownAddresses = Map.of();
    private Map<String, List<Address>> carriedAddresses = Map.of();
    private Map<String, BoundSockets> bound = Map.of();
    private PppSessions sessions = PppSessions.NONE;
    private CountedLinks decision = CountedLinks.NONE;
    private Set<String> independent = Set.of();
    private boolean refused;

    InterfaceLinks(Machine machine, InterfaceRule rule) {
        this.machine = machine;
        this.rule = rule;
    }

    /**
     * Asks the kernel again.
     *
     * @param names the interfaces of {@code /proc/net/dev}
     * @return false if the answer may be incomplete
     */
    boolean refresh(List<String> names) {
        boolean complete = readLinks(names);
        readAddresses();
        sessions = PppSessions.read(machine);
        byName = new HashMap<>();
        all.forEach(link -> byName.put(link.name(), link));
        decision = CountedLinks.of(all, namesWithAddress(), defaultRoutes(), sessions);
        carriedAddresses = carried();
        bound = bound();
        return complete;
    }

    /** Decides about suspects by what they moved. */
    void weigh(List<NetDevRow> rows) {
        Map<String, Suspect> suspects = new HashMap<>();
        decision.suspects().forEach((index, suspect) -> suspects.put(Integer.toString(index), suspect));
        Map<String, ByteTotals> totals = new HashMap<>();
        if (!suspects.isEmpty()) {
            for (NetDevRow row : rows) {
                Link link = byName.get(row.name());
                if (link != null) {
                    totals.put(Integer.toString(link.index()), ByteTotals.of(row.received(), row.sent()));
                }
            }
        }
        Set<String> before = independent;
        independent = arithmetic.independent(suspects, totals);
        if (!before.equals(independent)) {
            carriedAddresses = carried();
            bound = bound();
        }
    }

    private Map<String, BoundSockets> bound() {
        Set<Integer> counted = all.stream()
                .filter(link -> rule.counts(link.name(), counts(link)))
                .map(Link::index)
                .collect(Collectors.toSet());
        Map<String, BoundSockets> each = new HashMap<>();
        all.forEach(link -> each.put(link.name(), UncountedLinks.of(link, all, counted)));
        return each;
    }

    /** Whether the bytes of the sockets that are bound to this interface pass a counted one. */
    BoundSockets boundSockets(String name) {
        return bound.getOrDefault(name, BoundSockets.CARRIED_ELSEWHERE);
    }

    /** The interface of this name; null if the kernel did not report it. */
    @Nullable
    Link of(String name) {
        return byName.get(name);
    }

    boolean counts(Link link) {
        return decision.counted().contains(link.index()) || independent.contains(Integer.toString(link.index()));
    }

    /** The addresses that send through this interface. */
    List<Address> addresses(String name) {
        return carriedAddresses.getOrDefault(name, List.of());
    }

    /** A torn answer is used all the same; the former one stays if the kernel answered once and does not now. */
    private boolean readLinks(List<String> names) {
        try {
            Links answer = Links.parse(machine.read("links").bytes());
            all = withDevices(answer.all());
            if (refused) {
                LOG.info("the kernel reports the interfaces' kinds again");
            }
            refused = false;
            return !answer.torn();
        } catch (ScanException e) {
            boolean answeredBefore = !refused && !all.isEmpty();
            if (!answeredBefore) {
                all = NamedLinks.of(names, NetClassDevice.read(machine));
                sayRefused(e);
            }
            return !answeredBefore;
        }
    }

    private void sayRefused(ScanException why) {
        if (!refused) {
            LOG.warn(
                    "the kernel does not report the interfaces' kinds; their names decide which count: {}",
                    why.getMessage());
        }
        refused = true;
    }

    /** Kernels before 5.14 report no hardware over netlink. */
    private List<Link> withDevices(List<Link> links) {
        if (links.stream().anyMatch(link -> !link.device().isEmpty())) {
            return links;
        }
        Map<String, NetClassDevice> devices = NetClassDevice.read(machine).stream()
                .collect(Collectors.toMap(NetClassDevice::name, each -> each, (one, other) -> one));
        return links.stream()
                .map(link -> {
                    NetClassDevice found = devices.get(link.name());
                    return found != null && found.index() == link.index() ? link.withDevice(found.device()) : link;
                })
                .toList();
    }

    private void readAddresses() {
        try {
            ownAddresses = machine.addresses();
        } catch (ScanException e) {
            LOG.debug("the former addresses stay", e);
        }
    }

    private Set<String> namesWithAddress() {
        return ownAddresses.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Set<String> defaultRoutes() {
        Set<String> names = new HashSet<>();
        if (CountedLinks.needsRoutes(all)) {
            machine.routes().stream()
                    .filter(NetworkRoute::isDefault)
                    .forEach(route -> names.add(route.interfaceName()));
        }
        return names;
    }

    /**
     * The addresses that send through each interface: its own, and for counted ones those of the interfaces stacked on
     * it.
     */
    private Map<String, List<Address>> carried() {
        Map<String, List<Address>> carried = new HashMap<>(ownAddresses);
        for (Link link : all) {
            if (rule.counts(link.name(), counts(link))) {
                List<Address> addresses = new ArrayList<>(ownAddresses.getOrDefault(link.name(), List.of()));
                for (Link above : StackedLinks.above(link, all, sessions.onlyDevices())) {
                    addresses.addAll(ownAddresses.getOrDefault(above.name(), List.of()));
                }
                carried.put(link.name(), addresses);
            }
        }
        return carried;
    }
}
