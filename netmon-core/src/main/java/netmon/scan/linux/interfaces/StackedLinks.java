package netmon.scan.linux.interfaces;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which interfaces stand on which: a bridge or bond on its members, a VLAN on its card, a PPPoE session on its Ethernet.
 * What is sent from their addresses leaves through the lowest one, and is counted there. A tunnel stands on none: its
 * packets are the payload of a socket, or of nobody.
 */
public final class StackedLinks {
    /** Kinds that hand on their frames as they are to the interface that they sit on. */
    private static final Set<String> SHARING_KINDS =
            Set.of("vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec", "dsa", "rmnet", "ipoib", "hsr");

    private static final String PPP = "ppp";

    /** The bridge of Open vSwitch has its ports for members, and its addresses on another one of them. */
    private static final String SWITCH = "openvswitch";

    private StackedLinks() {}

    /**
     * The interfaces that stand on this one, directly or on one another.
     *
     * @param sessions names of the interfaces that PPPoE sessions go over
     */
    public static List<Link> above(Link base, List<Link> links, Set<String> sessions) {
        Map<Integer, Link> found = new LinkedHashMap<>(Map.of(base.index(), base));
        Deque<Link> pending = new ArrayDeque<>(List.of(base));
        while (!pending.isEmpty()) {
            Link below = pending.remove();
            for (Link link : links) {
                if (standsOn(link, below, sessions) && found.putIfAbsent(link.index(), link) == null) {
                    pending.add(link);
                }
            }
        }
        found.remove(base.index());
        return List.copyOf(found.values());
    }

    private static boolean standsOn(Link link, Link below, Set<String> sessions) {
        return link.index() == below.master()
                || (link.parent() == below.index() && SHARING_KINDS.contains(link.kind()))
                || (link.kind().equals(PPP) && sessions.contains(below.name()))
                || (link.kind().equals(SWITCH) && below.kind().equals(SWITCH));
    }
}
