package netmon.scan.linux.interfaces;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.BoundSockets;

/** Decides about uncounted interfaces: whether the bytes of their sockets pass a counted one, and their rows. */
final class UncountedLinks {
    /** Inside the kernel: service addresses, and interfaces stacked on others. */
    private static final Set<String> STACKED_KINDS = Set.of(
            "dummy", "bond", "team", "vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec", "vrf", "dsa", "rmnet",
            "hsr", "nlmon");

    /** Tunnels that no program carries. */
    private static final Set<String> TUNNEL_KINDS = Set.of(
            "wireguard",
            "vti",
            "vti6",
            "xfrm",
            "ipip",
            "ip6tnl",
            "sit",
            "gre",
            "gretap",
            "ip6gre",
            "ip6gretap",
            "erspan",
            "ip6erspan",
            "vxlan",
            "geneve",
            "bareudp");

    /** {@code ARPHRD_} types of such tunnels, where the kernel reports no kind: IPIP, IP6, 6 in 4, GRE. */
    private static final Set<Integer> KERNEL_TUNNELS = Set.of(768, 769, 776, 778, 823);

    /** Links to containers and virtual machines on this machine. */
    private static final Set<String> LOCAL_KINDS = Set.of("veth", "netkit", "vcan", "vxcan", "ifb");

    /** The same by name, where the kernel reports no kind: VMware, VirtualBox, and the mirrored loopback of WSL. */
    private static final Pattern HOST_ONLY = Pattern.compile("(vmnet|vboxnet|loopback)\\d+");

    /** Links to containers, which are named anew for each. */
    private static final Set<String> CONTAINER_KINDS = Set.of("veth", "netkit");

    /** Links to virtual machines that are named anew at each start: of libvirt, and of OpenStack and its like. */
    private static final Pattern GENERATED = Pattern.compile("(vnet)\\d+|(tap)[0-9a-f]{6}[0-9a-f-]*");

    private static final String BRIDGE = "bridge";

    /** Bridges over bonds over cards; more levels are an error of the answer. */
    private static final int MAX_DEPTH = 8;

    private UncountedLinks() {}

    /**
     * The bytes of its sockets.
     *
     * @param links all interfaces of this namespace
     * @param counted the indexes of those that count
     */
    static BoundSockets of(Link link, Collection<Link> links, Set<Integer> counted) {
        if (TUNNEL_KINDS.contains(link.kind()) || KERNEL_TUNNELS.contains(link.hardware())) {
            return BoundSockets.ENCAPSULATED;
        }
        if (link.loopback() || STACKED_KINDS.contains(link.kind())) {
            return BoundSockets.THROUGH_COUNTED;
        }
        if (link.kind().equals(BRIDGE)) {
            // Without members it can carry nothing: it only holds service addresses.
            boolean isEmpty = link.index() > 0 && links.stream().noneMatch(each -> each.master() == link.index());
            boolean leavesTheMachine = isEmpty || hasCountedMember(link, links, counted, MAX_DEPTH);
            return leavesTheMachine ? BoundSockets.THROUGH_COUNTED : BoundSockets.NEVER;
        }
        boolean isLocal = LOCAL_KINDS.contains(link.kind())
                || HOST_ONLY.matcher(link.name()).matches();
        return isLocal ? BoundSockets.NEVER : BoundSockets.CARRIED_ELSEWHERE;
    }

    /** The name of the rows that it shares with others of its kind, where such links come and go; else empty. */
    static String group(Link link) {
        if (CONTAINER_KINDS.contains(link.kind())) {
            return link.kind() + "*";
        }
        Matcher generated = GENERATED.matcher(link.kind().equals("tun") ? link.name() : "");
        return !generated.matches() ? "" : (generated.group(1) == null ? "tap" : "vnet") + "*";
    }

    private static boolean hasCountedMember(Link bridge, Collection<Link> links, Set<Integer> counted, int depth) {
        return links.stream()
                .filter(each -> each.master() == bridge.index())
                .anyMatch(each -> counted.contains(each.index())
                        || counted.contains(each.parent())
                        || (depth > 0 && hasCountedMember(each, links, counted, depth - 1)));
    }
}
