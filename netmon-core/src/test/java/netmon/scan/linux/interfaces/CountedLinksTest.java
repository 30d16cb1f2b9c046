package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import netmon.scan.counting.StackingArithmetic.Suspect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedLinksTest {
    private static final Map<String, Integer> HARDWARE = Map.ofEntries(
            Map.entry("ether", 1),
            Map.entry("can", 280),
            Map.entry("ppp", 512),
            Map.entry("tunnel", 768),
            Map.entry("loop", 772),
            Map.entry("sit", 776),
            Map.entry("gre", 778),
            Map.entry("pimreg", 779),
            Map.entry("radio", 803),
            Map.entry("ib", 32),
            Map.entry("rawip", 519),
            Map.entry("nlmon", 824),
            Map.entry("void", 65535),
            Map.entry("none", 65534));

    /**
     * Interfaces as {@code name:kind:hardware:flags}, separated by blanks; the kind {@code -} means none. Flags: u is
     * up, a has an address, r the default route, h hardware behind it, d its parent or peer in another namespace; then
     * {@code m} and the master's name, or {@code p} and the parent's.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a desktop                     | lo:-:loop:ua eth0:-:ether:ua wlan0:-:ether:u                        | eth0 wlan0
            a card that is down           | lo:-:loop:ua eth0:-:ether:                                          | eth0
            docker on a host              | eth0:-:ether:ua docker0:bridge:ether:ua veth1:veth:ether:uadmdocker0 | eth0
            calico on a host              | eth0:-:ether:ua cali1:veth:ether:uad tunl0:ipip:tunnel:ua           | eth0
            a container                   | lo:-:loop:ua eth0:veth:ether:uad                                    | eth0
            a container with two wires    | eth0:veth:ether:uad eth1:veth:ether:uad eth2:veth:ether:ud          | eth0 eth1
            a container's wire is down    | eth0:veth:ether:ad                                                  |
            a member of a bridge inside   | br0:bridge:ether:ua eth0:veth:ether:uadmbr0 eth1:veth:ether:uad     | eth1
            a namespace with macvlan      | lo:-:loop:ua eth0:macvlan:ether:uad                                 | eth0
            a namespace with ipvlan       | eth0:ipvlan:ether:uad                                               | eth0
            a namespace with a VLAN       | eth0.5:vlan:ether:uad                                               | eth0.5
            a VLAN over a container wire  | eth0:veth:ether:uad eth0.5:vlan:ether:uapeth0                       | eth0
            a physical one that is down   | eth0:-:ether: eth1:veth:ether:uad                                   | eth0 eth1
            a bond and its members        | bond0:bond:ether:ua eth0:-:ether:umbond0 eth1:-:ether:umbond0       | eth0 eth1
            a bridge and its member       | br0:bridge:ether:ua eth0:-:ether:umbr0 tap0:tun:ether:umbr0         | eth0
            a VLAN over a card            | eth0:-:ether:ua eth0.5:vlan:ether:uapeth0                           | eth0
            VPNs                          | eth0:-:ether:ua tun0:tun:none:ua wg0:wireguard:none:ua              | eth0
            macvlan on a host             | eth0:-:ether:ua mv0:macvlan:ether:uapeth0                           | eth0
            tunnels without a kind        | eth0:-:ether:ua sit0:-:sit:u gre0:-:gre:u pimreg:-:pimreg:u         | eth0
            dummy and their like          | eth0:-:ether:ua d0:dummy:ether:ua ifb0:ifb:ether:u vcan0:vcan:can:u | eth0
            CAN hardware                  | eth0:-:ether:ua can0:-:can:u                                        | eth0
            a wifi monitor                | wlan0:-:ether:ua mon0:-:radio:u                                     | wlan0
            a netlink monitor             | eth0:-:ether:ua nlmon0:nlmon:nlmon:u                                | eth0
            a card under its synthetic    | eth0:-:ether:ua enP1s1:-:ether:umeth0                               | eth0
            a modem                       | wwan0:wwan:none:ua                                                  | wwan0
            a modem with raw IP           | wwan0:-:rawip:ua wwan1:-:none:ua                                    | wwan0 wwan1
            InfiniBand                    | ib0:ipoib:ib:ua ib0.8001:ipoib:ib:uapib0                            | ib0
            a switch                      | eth0:-:ether:u lan1:dsa:ether:uapeth0                               | eth0
            PPP over a modem              | lo:-:loop:ua ppp0:ppp:ppp:ua                                        | ppp0
            a modem, and nothing plugged in | eth0:-:ether:u docker0:bridge:ether:ua ppp0:ppp:ppp:ua            | eth0 ppp0
            a VPN that is PPP             | eth0:-:ether:ua ppp0:ppp:ppp:ua                                     | eth0
            a VPN that is PPP over a bond | bond0:bond:ether:ua eth0:-:ether:umbond0 ppp0:ppp:ppp:ua            | eth0
            a modem, and a card switched off | eth0:-:ether:a ppp0:ppp:ppp:ua                                      | eth0 ppp0
            ports of a switch before 6.1  | eth0:-:ether:u wan:-:ether:uapeth0 br-lan:bridge:ether:ua lan1:-:ether:upeth0 | eth0
            VMware beside a card          | enp3s0:-:ether:ua vmnet1:-:ether:ua vmnet8:-:ether:ua               | enp3s0
            VirtualBox beside a card      | enp3s0:-:ether:uah vboxnet0:-:ether:ua                              | enp3s0
            WSL's mirrored network        | eth0:-:ether:uah loopback0:-:ether:uah                              | eth0
            a card with a strange name    | eth0:-:ether:ua vmnet0:-:ether:uah                                  | eth0 vmnet0
            a vendor's radio              | eth0:-:ether:uah ra0:-:ether:ua                                     | eth0 ra0
            PPP without a kind            | eth0:-:ether:ua ppp0:-:ppp:ua                                       | eth0
            a container of OpenVZ         | lo:-:loop:ua venet0:-:void:ua                                       | venet0
            a container with a tap        | lo:-:loop:ua tap0:tun:ether:ua                                      | tap0
            a container with WireGuard    | lo:-:loop:ua wg0:wireguard:none:ua                                  | wg0
            nothing but a tunnel          | lo:-:loop:ua tun0:tun:none:ua                                       | tun0
            teql and no card              | lo:-:loop:ua teql0:-:void: tap0:tun:ether:ua                        | tap0
            a VPN in a container          | eth0:veth:ether:uad wg0:wireguard:none:ua                           | eth0
            a VPN over a tap              | tap0:tun:ether:ua wg0:wireguard:none:uar                            | tap0
            a VPN with the default route  | eth0:veth:ether:uad tun0:tun:none:uar                               | eth0
            a VPN over a modem            | ppp0:ppp:ppp:ua wg0:wireguard:none:uar                              | ppp0
            a container that routes others | eth0:veth:ether:uadr cali1:veth:ether:uad docker0:bridge:ether:ua  | eth0
            two ways out                  | eth0:veth:ether:uadr eth1:veth:ether:uadr                           | eth0 eth1
            a bond in a container         | bond0:bond:ether:uar eth0:veth:ether:udmbond0                       | bond0
            a VLAN with the default route | eth0:veth:ether:ud eth0.5:vlan:ether:uarpeth0                       | eth0
            docker in a rootless container | tap0:tun:ether:ua docker0:bridge:ether:ua                          | tap0
            dummy in a container          | dummy0:dummy:ether:ua                                               |
            only switched-off hardware    | eth0:-:ether:h wg0:wireguard:none:ua                                | eth0
            """)
    void physicalInterfacesCountAndAGuestsWiresWhereThereIsNone(String what, String given, String expected) {
        assertEquals(names(expected), counted(given, PppSessions.NONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eth0:-:ether:u ppp0:ppp:ppp:ua | eth0
            """)
    void pppOverAnEthernetIsCountedThere(String given, String expected) {
        assertEquals(names(expected), counted(given, new PppSessions(Set.of("eth0"), 1, false)));
    }

    private static Set<String> names(String text) {
        return text == null ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
    }

    private static Set<String> counted(String text, PppSessions sessions) {
        List<String> all = List.of(text.split(" "));
        List<String> order =
                all.stream().map(each -> each.substring(0, each.indexOf(':'))).toList();
        List<Link> links = new ArrayList<>();
        Set<String> namesWithAddress = new HashSet<>();
        Set<String> defaultRoutes = new HashSet<>();
        for (String each : all) {
            String[] part = each.split(":", -1);
            String flags = part[3];
            String related = flags.replaceFirst("^[uadrh]*[mp]?", "");
            String own = flags.substring(0, flags.length() - related.length());
            int other = 1 + order.indexOf(related);
            if (own.contains("a")) {
                namesWithAddress.add(part[0]);
            }
            if (own.contains("r")) {
                defaultRoutes.add(part[0]);
            }
            links.add(new Link(
                    1 + order.indexOf(part[0]),
                    part[0],
                    HARDWARE.getOrDefault(part[2], 0),
                    part[2].equals("loop"),
                    own.contains("u"),
                    part[1].equals("-") ? "" : part[1],
                    own.endsWith("m") ? other : 0,
                    own.endsWith("p") ? other : 0,
                    own.contains("d"),
                    "",
                    own.contains("h") ? "0000:02:00.0" : ""));
        }
        CountedLinks decision = CountedLinks.of(links, namesWithAddress, defaultRoutes, sessions);
        Set<String> names = new TreeSet<>();
        for (Link link : links) {
            Suspect suspect = decision.suspects().get(link.index());
            boolean guessed =
                    suspect != null && (suspect.guess() || suspect.carriers().isEmpty());
            if (guessed || decision.counted().contains(link.index())) {
                names.add(link.name());
            }
        }
        return names;
    }
}
