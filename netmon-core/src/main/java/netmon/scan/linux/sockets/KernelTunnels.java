package netmon.scan.linux.sockets;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.linux.interfaces.Link;
import netmon.scan.linux.interfaces.Links;

/**
 * Counts the packets that came in through tunnels which the kernel carries in UDP by itself. No program's socket moved
 * their datagrams. Not thread-safe.
 */
final class KernelTunnels {
    private static final Set<String> KINDS = Set.of("vxlan", "geneve", "bareudp", "gtp", "wireguard", "ovpn", "amt");

    /** Interfaces are listed anew after so many polls; a new tunnel is noticed that late. */
    private static final int POLLS_PER_LIST = 10;

    /** Name, bytes received, packets received. */
    private static final Pattern ROW = Pattern.compile("^ *([^\\s:]+): *\\d+ +(\\d{1,18}) ", Pattern.MULTILINE);

    private Set<String> names = Set.of();
    private int pollsUntilList;

    /** The packets since the tunnels exist; 0 where there is none, or where the kernel does not report them. */
    long received(Machine machine) {
        try {
            if (pollsUntilList-- <= 0) {
                pollsUntilList = POLLS_PER_LIST - 1;
                names = list(machine);
            }
            return names.isEmpty() ? 0 : count(machine.read("proc net dev").text());
        } catch (ScanException e) {
            return 0;
        }
    }

    private static Set<String> list(Machine machine) throws ScanException {
        Set<String> names = new HashSet<>();
        for (Link link : Links.parse(machine.read("links").bytes()).all()) {
            if (KINDS.contains(link.kind())) {
                names.add(link.name());
            }
        }
        return names;
    }

    private long count(String text) {
        long packets = 0;
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            packets += names.contains(row.group(1)) ? Long.parseLong(row.group(2)) : 0;
        }
        return packets;
    }
}
