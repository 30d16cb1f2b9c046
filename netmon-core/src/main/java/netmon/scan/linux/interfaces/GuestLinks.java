package netmon.scan.linux.interfaces;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import netmon.scan.counting.StackingArithmetic.Suspect;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the counted interfaces of a namespace without hardware, such as a container: those with the default route, or
 * without a known one those with an address. Wires come first, tunnels only where there is nothing else; a tunnel with
 * the default route beside a wire counts only if it moves more than the wire, so that a VPN inside a container is not
 * counted twice.
 */
final class GuestLinks {
    /** Kinds of tunnels; the network of {@code tun} with Ethernet frames is a tap. */
    private static final Set<String> TUNNELS = Set.of(
            "tun",
            "wireguard",
            "ovpn",
            "ipip",
            "ip6tnl",
            "sit",
            "gre",
            "gretap",
            "ip6gre",
            "ip6gretap",
            "erspan",
            "ip6erspan",
            "vti",
            "vti6",
            "xfrm",
            "vxlan",
            "geneve",
            "gtp",
            "bareudp",
            "amt",
            "macsec",
            "rmnet");

    /** Kinds that carry nothing to anywhere else. */
    private static final Set<String> SILENT =
            Set.of("dummy", "ifb", "nlmon", "vsockmon", "vcan", "vxcan", "can", "vrf", "netdevsim");

    /** Kinds whose members carry the bytes of all. */
    private static final Set<String> AGGREGATES = Set.of("bridge", "bond", "team", "openvswitch");

    /** The kernel stacks no deeper; a damaged recording might name a circle. */
    private static final int DEEPEST = 8;

    private final List<Link> links;
    private final Set<String> namesWithAddress;
    private final List<Link> routed;
    private final List<Link> counted = new ArrayList<>();
    private final Map<Integer, Suspect> suspects = new HashMap<>();

    GuestLinks(List<Link> links, Set<String> namesWithAddress, Set<String> defaultRoutes) {
        this.links = links;
        this.namesWithAddress = namesWithAddress;
        this.routed = links.stream()
                .filter(link -> defaultRoutes.contains(link.name()) && link.up() && !link.loopback())
                .map(this::lowest)
                .distinct()
                .toList();
    }

    /** @param withTunnels whether tunnels may count; not where the hardware is only switched off */
    void choose(boolean withTunnels) {
        add(this::isWire);
        if (withTunnels) {
            add(GuestLinks::isTap);
            add(Link::isPpp);
            add(link -> AGGREGATES.contains(link.kind()));
            add(GuestLinks::isTunnel);
        }
    }

    List<Link> counted() {
        return counted;
    }

    Map<Integer, Suspect> suspects() {
        return suspects;
    }

    /** Adds one tier. If an earlier one counts already, only routed interfaces of this one are suspects. */
    private void add(Predicate<Link> tier) {
        List<Link> withRoute = routed.stream().filter(tier).toList();
        if (!counted.isEmpty()) {
            suspect(withRoute);
            return;
        }
        List<Link> chosen = withRoute.isEmpty()
                ? links.stream().filter(link -> tier.test(link) && isOpen(link)).toList()
                : withRoute;
        int first = chosen.stream().anyMatch(GuestLinks::isTunnel) ? 1 : chosen.size(); // others may be inside it
        counted.addAll(chosen.subList(0, first));
        suspect(chosen.subList(first, chosen.size()));
    }

    private void suspect(List<Link> stacked) {
        Set<String> carriers = CountedLinks.keys(counted);
        stacked.forEach(link -> suspects.put(link.index(), new Suspect(carriers, false)));
    }

    private boolean isOpen(Link link) {
        return link.up() && link.master() == 0 && namesWithAddress.contains(link.name());
    }

    private boolean isWire(Link link) {
        boolean routedAggregate = AGGREGATES.contains(link.kind()) && routed.contains(link);
        boolean hidden = CountedLinks.isHostOnly(link) && !routed.contains(link);
        boolean wire = !link.loopback() && !link.isPpp() && !isTunnel(link) && !isTap(link);
        return routedAggregate
                || (wire
                        && !hidden
                        && !SILENT.contains(link.kind())
                        && !AGGREGATES.contains(link.kind())
                        && below(link) == null);
    }

    private static boolean isTap(Link link) {
        return link.kind().equals("tun") && link.isEthernet();
    }

    private static boolean isTunnel(Link link) {
        boolean byHardware = CountedLinks.NOT_WIRES.contains(link.hardware()) && link.hardware() != CountedLinks.VOID;
        return !isTap(link) && (TUNNELS.contains(link.kind()) || (link.kind().isEmpty() && byHardware));
    }

    /** The interface of this namespace that passes this one's frames on. */
    private Link lowest(Link link) {
        Link lowest = link;
        for (int i = 0; i < DEEPEST; i++) {
            Link below = below(lowest);
            if (below == null) {
                break;
            }
            lowest = below;
        }
        return lowest;
    }

    /** Null for none. The parent of a veth is its peer, which passes nothing on. */
    private @Nullable Link below(Link link) {
        if (link.parent() == 0 || link.parent() == link.index() || !StackedLinks.sharesFrames(link)) {
            return null;
        }
        return links.stream()
                .filter(each -> each.index() == link.parent())
                .findFirst()
                .orElse(null);
    }
}
