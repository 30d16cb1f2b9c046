package netmon.scan.linux.interfaces;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.scan.counting.StackingArithmetic.Suspect;

/**
 * Chooses the counted interfaces: those where bytes enter or leave the machine, each byte once. The question is whether
 * the bytes pass another counted interface as well, and the strongest evidence answers it: a parent or a master that
 * the kernel reports, hardware behind the interface, its kind, its hardware type, and its name. Where all of these are
 * silent, as for PPP, the interface is a suspect, and {@link netmon.scan.StackingArithmetic} decides.
 *
 * @param counted the indexes of the interfaces that count
 * @param suspects the interfaces that count if they move more than their carriers, by index
 */
public record CountedLinks(Set<Integer> counted, Map<Integer, Suspect> suspects) {
    static final CountedLinks NONE = new CountedLinks(Set.of(), Map.of());

    /** Drivers of hardware that report a kind nevertheless: mobile broadband and InfiniBand. */
    private static final Set<String> HARDWARE_KINDS = Set.of("wwan", "ipoib");

    /** Interfaces between a hypervisor's host and its guests. */
    private static final Set<String> HOST_ONLY = Set.of("vmnet", "vboxnet");

    /** WSL's mirror of Windows' loopback has a device behind it, and yet carries nothing beyond the machine. */
    private static final String WSL_LOOPBACK = "loopback0";

    /** {@code ARPHRD_VOID}: {@code teql0}, but also the {@code venet0} of OpenVZ. */
    static final int VOID = 0xffff;

    /**
     * {@code ARPHRD_} types without a kind that carry no bytes of their own: CAN, tunnels (also 6 in 4, GRE and
     * similar), multicast routing, Wi-Fi monitors, netlink and vsock monitors, and void.
     */
    static final Set<Integer> NOT_WIRES = Set.of(280, 768, 769, 776, 777, 778, 779, 801, 802, 803, 823, 824, 826, VOID);

    public CountedLinks {
        counted = Set.copyOf(counted);
        suspects = Map.copyOf(suspects);
    }

    /**
     * Decides about all interfaces.
     *
     * @param namesWithAddress the names of the interfaces that have an address
     * @param defaultRoutes the names of the interfaces with a default route; empty where none is known
     */
    public static CountedLinks of(
            List<Link> links, Set<String> namesWithAddress, Set<String> defaultRoutes, PppSessions sessions) {
        List<Link> counted = new ArrayList<>(physical(links));
        Map<Integer, Suspect> suspects = new HashMap<>();
        if (counted.stream().noneMatch(Link::up)) {
            GuestLinks guests = new GuestLinks(links, namesWithAddress, defaultRoutes);
            guests.choose(counted.isEmpty());
            counted.addAll(guests.counted());
            suspects.putAll(guests.suspects());
        }
        addPpp(links, namesWithAddress, sessions, counted, suspects);
        return new CountedLinks(counted.stream().map(Link::index).collect(Collectors.toSet()), suspects);
    }

    /** Whether the decision needs the routes: only in a namespace without hardware. */
    static boolean needsRoutes(List<Link> links) {
        return physical(links).stream().noneMatch(Link::up);
    }

    /** PPP runs over a modem, over an Ethernet or inside a VPN, and the kernel reports at most the latter two. */
    private static void addPpp(
            List<Link> links,
            Set<String> namesWithAddress,
            PppSessions sessions,
            List<Link> counted,
            Map<Integer, Suspect> suspects) {
        List<Link> ppp = links.stream().filter(Link::isPpp).toList();
        if (sessions.carryAll(ppp.size())) {
            counted.removeAll(ppp);
            return;
        }
        List<Link> carriers = counted.stream().filter(link -> !link.isPpp()).toList();
        boolean guess = carriers.stream().noneMatch(link -> link.up() && carriesAddress(link, links, namesWithAddress));
        Set<String> keys = keys(carriers);
        ppp.stream()
                .filter(link -> !counted.contains(link))
                .forEach(link -> suspects.put(link.index(), new Suspect(keys, guess)));
    }

    static Set<String> keys(List<Link> links) {
        return links.stream().map(link -> Integer.toString(link.index())).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Link> physical(List<Link> links) {
        Map<Integer, Link> byIndex = new HashMap<>();
        links.forEach(link -> byIndex.put(link.index(), link));
        return links.stream()
                .filter(link -> isPhysical(link) && !isCountedElsewhere(link, byIndex))
                .toList();
    }

    private static boolean isPhysical(Link link) {
        if (link.loopback() || link.isPpp() || isHostOnly(link)) {
            return false;
        }
        if (!link.device().isEmpty()) {
            return link.parent() == 0 || link.kind().isEmpty();
        }
        boolean wire = link.kind().isEmpty() && !NOT_WIRES.contains(link.hardware());
        return wire || (HARDWARE_KINDS.contains(link.kind()) && link.parent() == 0);
    }

    /** Hypervisors create these without a kind, so only the name shows what they are. */
    static boolean isHostOnly(Link link) {
        String name = link.name().replaceFirst("[0-9]+$", "");
        boolean known = link.device().isEmpty() && link.kind().isEmpty() && HOST_ONLY.contains(name);
        return known || link.name().equals(WSL_LOOPBACK);
    }

    /**
     * A switch port, whose bytes pass the switch's own card, which is its parent; or a virtual function below its
     * synthetic card (Hyper-V, net_failover), which counts its bytes.
     */
    private static boolean isCountedElsewhere(Link link, Map<Integer, Link> byIndex) {
        Link master = byIndex.get(link.master());
        boolean stacked = link.parent() != link.index() && byIndex.containsKey(link.parent());
        return stacked || (master != null && isPhysical(master));
    }

    /**
     * Whether the interface, or one stacked on it, has an address. Then PPP that has moved little is assumed to be a
     * VPN that sends its bytes through this interface (openfortivpn, SSTP).
     */
    private static boolean carriesAddress(Link link, List<Link> links, Set<String> namesWithAddress) {
        Set<String> names = new HashSet<>(Set.of(link.name()));
        StackedLinks.above(link, links, Set.of()).forEach(each -> names.add(each.name()));
        return names.stream().anyMatch(namesWithAddress::contains);
    }
}
