package netmon.scan.linux;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which interfaces count: those where bytes enter or leave the machine, each byte once. Tunnels, bridges, bonds and
 * VLANs carry what a physical interface carries too, so only the physical ones count.
 */
final class CountedLinks {
    /** Kinds that software made and that stand for a wire of this namespace all the same, if there is no better one. */
    private static final Set<String> GUEST_KINDS =
            Set.of("veth", "netkit", "macvlan", "macvtap", "ipvlan", "ipvtap", "vlan");

    /** Drivers of hardware that nevertheless tell a kind: mobile broadband and InfiniBand. */
    private static final Set<String> HARDWARE_KINDS = Set.of("wwan", "ipoib");

    private static final String PPP = "ppp";

    /**
     * {@code ARPHRD_} types without a kind that carry no bytes of their own: CAN, tunnels (also 6 in 4, GRE and their
     * like), multicast routing, wifi monitors, netlink and vsock monitors, none at all ({@code teql0}).
     */
    private static final Set<Integer> NOT_WIRES =
            Set.of(280, 768, 769, 776, 777, 778, 779, 801, 802, 803, 823, 824, 826, 0xffff);

    private CountedLinks() {}

    /**
     * The indexes of the interfaces that count.
     *
     * @param addressed the names of those that have an address
     * @param dialled whether PPP interfaces go over a modem; over an Ethernet their bytes are counted there already
     */
    static Set<Integer> of(List<Link> links, Set<String> addressed, boolean dialled) {
        Map<Integer, Link> byIndex = new HashMap<>();
        links.forEach(link -> byIndex.put(link.index(), link));
        Set<Integer> counted = new HashSet<>();
        boolean wired = false;
        for (Link link : links) {
            if (isPhysical(link, dialled) && !isCountedByMaster(link, byIndex, dialled)) {
                counted.add(link.index());
                wired |= link.up();
            }
        }
        if (!wired) {
            links.stream()
                    .filter(link -> isGuest(link) && link.up() && link.master() == 0)
                    .filter(link -> addressed.contains(link.name()))
                    .forEach(link -> counted.add(link.index()));
        }
        return counted;
    }

    private static boolean isPhysical(Link link, boolean dialled) {
        if (link.loopback() || NOT_WIRES.contains(link.hardware())) {
            return false;
        }
        String kind = link.kind();
        return kind.isEmpty() || (HARDWARE_KINDS.contains(kind) && link.parent() == 0) || (dialled && kind.equals(PPP));
    }

    /** A virtual function under its synthetic card (Hyper-V, net_failover): the card's counters hold its bytes too. */
    private static boolean isCountedByMaster(Link link, Map<Integer, Link> byIndex, boolean dialled) {
        Link master = byIndex.get(link.master());
        return master != null && isPhysical(master, dialled);
    }

    /** A VLAN's parent in this namespace is itself asked whether it counts. */
    private static boolean isGuest(Link link) {
        return GUEST_KINDS.contains(link.kind())
                && (link.abroad() || !link.kind().equals("vlan"));
    }
}
