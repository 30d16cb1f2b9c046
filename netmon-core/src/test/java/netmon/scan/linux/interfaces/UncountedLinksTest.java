package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import netmon.model.BoundSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UncountedLinksTest {
    private static final int ETHERNET = 1;

    @ParameterizedTest
    @CsvSource(textBlock = """
            kube-ipvs0, dummy,     1,   THROUGH_COUNTED
            wg0,        wireguard, 65534, ENCAPSULATED
            vti0,       vti,       768, ENCAPSULATED
            tunl0,      '',        768, ENCAPSULATED
            flannel.1,  vxlan,     1,   ENCAPSULATED
            bond0,      bond,      1,   THROUGH_COUNTED
            eth0.7,     vlan,      1,   THROUGH_COUNTED
            docker0,    bridge,    1,   NEVER
            vethab12,   veth,      1,   NEVER
            vmnet8,     '',        1,   NEVER
            vboxnet0,   '',        1,   NEVER
            loopback0,  '',        1,   NEVER
            tun0,       tun,       65534, CARRIED_ELSEWHERE
            ppp0,       ppp,       512, CARRIED_ELSEWHERE
            """)
    void theKindShowsWhetherSocketsUseACountedInterface(String name, String kind, int hardware, BoundSockets expected) {
        Link guest = link(20, "veth1", "veth", ETHERNET, 9);
        assertEquals(expected, UncountedLinks.of(link(9, name, kind, hardware, 0), List.of(guest), Set.of(2)));
    }

    @Test
    void addressesOnLoopbackAreServiceAddresses() {
        Link lo = new Link(1, "lo", 772, true, true, "", 0, 0, false, "", "");
        assertEquals(BoundSockets.THROUGH_COUNTED, UncountedLinks.of(lo, List.of(lo), Set.of(2)));
    }

    /** Nothing can pass through it, so what has its address is a server that answers through a card. */
    @Test
    void aBridgeWithoutMembersHoldsServiceAddresses() {
        Link bridge = link(5, "br-vip", "bridge", ETHERNET, 0);
        Link card = link(2, "eth0", "", ETHERNET, 0);
        assertEquals(BoundSockets.THROUGH_COUNTED, UncountedLinks.of(bridge, List.of(bridge, card), Set.of(2)));
    }

    @Test
    void aBridgeWithACardLeadsOutOfTheMachineAlsoOverABond() {
        Link bridge = link(5, "br0", "bridge", ETHERNET, 0);
        Link bond = link(4, "bond0", "bond", ETHERNET, 5);
        Link card = link(2, "eth0", "", ETHERNET, 4);
        Link tap = link(7, "vnet0", "tun", ETHERNET, 5);
        assertEquals(
                BoundSockets.THROUGH_COUNTED, UncountedLinks.of(bridge, List.of(bridge, bond, card, tap), Set.of(2)));
        assertEquals(BoundSockets.NEVER, UncountedLinks.of(bridge, List.of(bridge, tap, card), Set.of(9)));
    }

    private static Link link(int index, String name, String kind, int hardware, int master) {
        return new Link(index, name, hardware, false, true, kind, master, 0, false, "", "");
    }
}
