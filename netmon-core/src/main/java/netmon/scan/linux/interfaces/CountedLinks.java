package netmon.scan.linux.interfaces;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses the counted interfaces: those where bytes enter or leave the machine, each byte once. Tunnels, bridges, bonds
 * and VLANs carry bytes that a physical interface carries too, so only the physical ones count.
 */
public final class CountedLinks {
    /** Kinds that software made but that act as the wire of this namespace where there is no physical interface. */
    private static final Set<String> GUEST_KINDS =
            Set.of("veth", "netkit", "macvlan", "macvtap", "ipvlan", "ipvtap", "vlan");

    /** Drivers of hardware that report a kind nevertheless: mobile broadband and InfiniBand. */
    private static final Set<String> HARDWARE_KINDS = Set.of("wwan", "ipoib");

    private static final String PPP = "ppp";

    /**
     * {@code ARPHRD_} types without a kind that carry no bytes of their own: CAN, tunnels (also 6 in 4, GRE and
     * similar), multicast routing, Wi-Fi monitors, netlink and vsock monitors, and void ({@code teql0}).
     */
    private static final Set<Integer> NOT_WIRES =
            Set.of(280, 768, 769, 776, 777, 778, 779, 801, 802, 803, 823, 824, 826, 0xffff);

    private CountedLinks() {}

    /**
     * The indexes of the counted interfaces.
     *
     * @param namesWithAddress the names of the interfaces that have an address
     * @param viaModem whether PPP may run over a modem; over an Ethernet its bytes are counted there already
     */
    public static Set<Integer> of(List<Link> links, Set<String> namesWithAddress, boolean viaModem) {
        List<Link> counted = new ArrayList<>(physical(links));
        if (viaModem
                && counted.stream().noneMatch(link -> link.up() && carriesAddress(link, links, namesWithAddress))) {
            links.stream().filter(link -> link.kind().equals(PPP)).forEach(counted::add);
        }
        if (counted.stream().noneMatch(Link::up)) {
            links.stream()
                    .filter(link -> isGuest(link) && link.up() && link.master() == 0)
                    .filter(link -> namesWithAddress.contains(link.name()))
                    .forEach(counted::add);
        }
        return counted.stream().map(Link::index).collect(Collectors.toSet());
    }

    private static List<Link> physical(List<Link> links) {
        Map<Integer, Link> byIndex = new HashMap<>();
        links.forEach(link -> byIndex.put(link.index(), link));
        return links.stream()
                .filter(link -> isPhysical(link) && !isCountedByMaster(link, byIndex))
                .toList();
    }

    private static boolean isPhysical(Link link) {
        if (link.loopback() || NOT_WIRES.contains(link.hardware())) {
            return false;
        }
        return link.kind().isEmpty() || (HARDWARE_KINDS.contains(link.kind()) && link.parent() == 0);
    }

    /** A virtual function below its synthetic card (Hyper-V, net_failover): the card's counters include its bytes. */
    private static boolean isCountedByMaster(Link link, Map<Integer, Link> byIndex) {
        Link master = byIndex.get(link.master());
        return master != null && isPhysical(master);
    }

    /**
     * Whether the interface, or one stacked on it, has an address. Then PPP is assumed to be a VPN that sends its bytes
     * through this interface, which the kernel does not report (openfortivpn, SSTP): a guess, as on macOS.
     */
    private static boolean carriesAddress(Link link, List<Link> links, Set<String> namesWithAddress) {
        return namesWithAddress.contains(link.name())
                || StackedLinks.above(link, links, Set.of()).stream()
                        .anyMatch(each -> namesWithAddress.contains(each.name()));
    }

    /** A VLAN does not count where its parent is in this namespace: the parent counts if it is a guest kind itself. */
    private static boolean isGuest(Link link) {
        return GUEST_KINDS.contains(link.kind())
                && (link.otherNamespace() || !link.kind().equals("vlan"));
    }
}
