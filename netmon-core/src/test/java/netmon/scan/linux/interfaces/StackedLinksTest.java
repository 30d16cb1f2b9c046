package netmon.scan.linux.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackedLinksTest {
    /** Interfaces as {@code name:kind}, then {@code <} and the master's name, or {@code >} and the parent's. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing                      | eth0:- wlan0:-                                            |
            a bridge                     | eth0:-<br0 br0:bridge tap0:tun<br0                        | br0
            a bond                       | eth0:-<bond0 eth1:-<bond0 bond0:bond                      | bond0
            a VLAN                       | eth0:- eth0.5:vlan>eth0                                   | eth0.5
            a VLAN of another card       | eth0:- eth1:- eth1.5:vlan>eth1                            |
            a bridge over a VLAN on a bond | eth0:-<bond0 bond0:bond b.5:vlan>bond0<br0 br0:bridge   | b.5 bond0 br0
            macvlan and ipvlan           | eth0:- m0:macvlan>eth0 i0:ipvlan>eth0                     | i0 m0
            ports of a switch            | eth0:- lan1:dsa>eth0<br0 lan2:dsa>eth0<br0 br0:bridge     | br0 lan1 lan2
            tunnels                      | eth0:- v0:vxlan>eth0 s0:sit>eth0 g0:gretap>eth0 t0:tun    |
            a container's wire           | eth0:- docker0:bridge veth1:veth<docker0                  |
            PPPoE                        | eth0:- ppp0:ppp wlan0:-                                   | ppp0
            PPPoE over a VLAN            | eth9:- eth9.7:vlan>eth9 ppp0:ppp                          | eth9.7 ppp0
            Open vSwitch                 | eth0:-<sys sys:openvswitch br0:openvswitch d0:dummy       | br0 sys
            members of one another       | eth0:-<b0 b0:bridge<b1 b1:bridge<b0                       | b0 b1
            """)
    void aCardCarriesTheInterfacesStackedOnIt(String what, String given, String expected) {
        List<Link> links = links(given);
        Set<String> names = new TreeSet<>();
        Set<String> sessions = given.contains("eth9.7") ? Set.of("eth9.7") : Set.of("eth0");
        StackedLinks.above(links.get(0), links, sessions).forEach(link -> names.add(link.name()));
        assertEquals(expected == null ? "" : expected, String.join(" ", names));
    }

    @ParameterizedTest
    @CsvSource({"ppp0:ppp eth0:-"})
    void withoutSessionsPppIsStackedOnNothing(String given) {
        List<Link> links = links(given);
        assertEquals(List.of(), StackedLinks.above(links.get(1), links, Set.of()));
    }

    private static List<Link> links(String given) {
        List<String> all = List.of(given.split(" "));
        List<String> names =
                all.stream().map(each -> each.substring(0, each.indexOf(':'))).toList();
        List<Link> links = new ArrayList<>();
        for (String each : all) {
            String[] parts = each.split("(?=[:<>])", -1);
            int master = 0;
            int parent = 0;
            for (String part : parts) {
                int other = 1 + names.indexOf(part.substring(1));
                master = part.startsWith("<") ? other : master;
                parent = part.startsWith(">") ? other : parent;
            }
            String kind = parts[1].equals(":-") ? "" : parts[1].substring(1);
            links.add(new Link(
                    1 + names.indexOf(parts[0]), parts[0], 1, false, true, kind, master, parent, false, "", ""));
        }
        return links;
    }
}
