package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.List;
import netmon.model.IpCounts;
import netmon.model.Segments;
import netmon.model.Traffic;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.TextExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * The totals of this namespace's IP layer, IPv4 and IPv6 together. Pure.
 *
 * <p>{@code /proc/net/snmp} and {@code /proc/net/netstat} have a line of names and a line of numbers for each part,
 * {@code /proc/net/snmp6} has one line for each number:
 *
 * <pre>{@code
 * Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
 * Udp: 49 0 0 50 0 0 0 0 0
 * Udp6InDatagrams                 	7
 * }</pre>
 *
 * A datagram that was sent with UDP_SEGMENT, or received with UDP_GRO, counts once, however many frames it was; the
 * octets contain its payload once and one header.
 */
public final class ProcNetSnmp {
    private ProcNetSnmp() {}

    /** The counts now; null where a file is missing or has another format. */
    static @Nullable IpCounts read(Machine machine, KernelTunnels tunnels) {
        try {
            String snmp = machine.read("proc net snmp").text();
            String netstat = machine.read("proc net netstat").text();
            IpCounts ip = parse(snmp, netstat, snmp6(machine));
            return new IpCounts(ip.datagrams(), ip.bytes(), ip.forwarded(), tunnels.received(machine));
        } catch (ScanException e) {
            return null;
        }
    }

    private static String snmp6(Machine machine) {
        try {
            return machine.read("proc net snmp6").text();
        } catch (ScanException e) {
            return ""; // no IPv6
        }
    }

    /** Reads the totals of UDP and IP from the three files of {@code /proc/net}; snmp6 is empty without IPv6. */
    public static IpCounts parse(String snmp, String netstat, String snmp6) throws ScanException {
        SnmpSection udp = SnmpSection.of("Udp: ", snmp);
        SnmpSection ip = SnmpSection.of("Ip: ", snmp);
        SnmpSection more = SnmpSection.of("IpExt: ", netstat);
        return new IpCounts(
                new Segments(
                        udp.number("InDatagrams") + v6(snmp6, "Udp6InDatagrams"),
                        udp.number("OutDatagrams") + v6(snmp6, "Udp6OutDatagrams")),
                new Traffic(
                        more.number("InOctets") + v6(snmp6, "Ip6InOctets"),
                        more.number("OutOctets") + v6(snmp6, "Ip6OutOctets")),
                ip.number("ForwDatagrams") + v6(snmp6, "Ip6OutForwDatagrams"));
    }

    private record SnmpSection(List<String> names, List<String> numbers) {
        static SnmpSection of(String prefix, String text) throws ScanException {
            List<List<String>> lines = new ArrayList<>();
            for (String line : text.split("\n", -1)) {
                if (line.startsWith(prefix)) {
                    lines.add(List.of(line.split(" +", -1)));
                }
            }
            if (lines.size() != 2) {
                throw new ScanException("/proc/net/snmp: " + lines.size() + " lines of " + prefix + "and not 2");
            }
            return new SnmpSection(lines.get(0), lines.get(1));
        }

        long number(String name) throws ScanException {
            int column = names.indexOf(name);
            if (column < 0 || column >= numbers.size()) {
                throw new ScanException("/proc/net/snmp: no " + name + " among " + TextExcerpt.of(names.toString()));
            }
            return ProcNetSnmp.number(numbers.get(column));
        }
    }

    private static long v6(String text, String name) throws ScanException {
        int at = text.indexOf(name);
        if (at < 0) {
            return 0;
        }
        int newline = text.indexOf('\n', at);
        return number(text.substring(at + name.length(), newline < 0 ? text.length() : newline)
                .strip());
    }

    /** Half of the range of long, so that the sum of both families does not overflow. */
    private static long number(String text) throws ScanException {
        try {
            long number = Long.parseLong(text);
            if (number < 0 || number > Long.MAX_VALUE / 2) {
                throw new NumberFormatException("out of range");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new ScanException("not a count of packets: " + TextExcerpt.of(text), e);
        }
    }
}
