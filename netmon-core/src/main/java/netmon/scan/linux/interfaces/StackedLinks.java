package netmon.scan.linux.interfaces;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the interfaces stacked on others: a bridge or bond on its members, a VLAN on its card, a PPPoE session on its
 * Ethernet. Bytes sent from their addresses leave through the lowest interface and are counted there. A tunnel is
 * stacked on none: its packets are the payload of a socket, or of no socket.
 */
public final class StackedLinks {
    /** Kinds that pass their frames unchanged to the interface below them. */
    private static final Set<String> SHARING_KINDS =
            Set.of("vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec", "dsa", "rmnet", "ipoib", "hsr");

    /** Open vSwitch: the members of its bridge are its ports, and the addresses are on another port. */
    private static final String SWITCH = "openvswitch";

    private StackedLinks() {}

    /**
     * The interfaces stacked on this one, directly or over others.
     *
     * @param sessions names of the interfaces that carry PPPoE sessions
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
                || (link.parent() == below.index() && sharesFrames(link))
                || (link.isPpp() && sessions.contains(below.name()))
                || (link.kind().equals(SWITCH) && below.kind().equals(SWITCH));
    }

    /** Switch ports have a kind only since Linux 6.1; before, they report a parent and no kind. */
    static boolean sharesFrames(Link link) {
        return link.kind().isEmpty() || SHARING_KINDS.contains(link.kind());
    }
}
