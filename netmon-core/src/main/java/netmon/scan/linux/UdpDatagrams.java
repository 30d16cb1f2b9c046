package netmon.scan.linux;

import java.util.ArrayList;
import java.util.List;
import netmon.model.Segments;
import netmon.scan.ScanException;

/**
 * The UDP datagrams that this namespace received and sent, IPv4 and IPv6 together. Pure.
 *
 * <p>{@code /proc/net/snmp} has a line of names and a line of numbers, {@code /proc/net/snmp6} a line each:
 *
 * <pre>{@code
 * Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors
 * Udp: 49 0 0 50 0 0 0 0 0
 * Udp6InDatagrams                 	7
 * }</pre>
 */
final class UdpDatagrams {
    private static final String V4 = "Udp: ";

    private UdpDatagrams() {}

    /**
     * @param snmp the content of {@code /proc/net/snmp}
     * @param snmp6 the content of {@code /proc/net/snmp6}; empty without IPv6
     */
    static Segments parse(String snmp, String snmp6) throws ScanException {
        List<String> lines = new ArrayList<>();
        snmp.lines().filter(line -> line.startsWith(V4)).forEach(lines::add);
        if (lines.size() != 2) {
            throw new ScanException("/proc/net/snmp: " + lines.size() + " lines of UDP, not 2");
        }
        List<String> names = List.of(lines.get(0).split(" +"));
        String[] numbers = lines.get(1).split(" +");
        return new Segments(
                v4(names, numbers, "InDatagrams") + v6(snmp6, "Udp6InDatagrams"),
                v4(names, numbers, "OutDatagrams") + v6(snmp6, "Udp6OutDatagrams"));
    }

    private static long v4(List<String> names, String[] numbers, String name) throws ScanException {
        int column = names.indexOf(name);
        if (column < 0 || column >= numbers.length) {
            throw new ScanException("/proc/net/snmp: no " + name + " among " + names);
        }
        return number(numbers[column]);
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

    /** Halved range, so that both families together are a number still. */
    private static long number(String text) throws ScanException {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= Long.MAX_VALUE / 2) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ScanException("not a count of datagrams: " + text, e);
        }
        throw new ScanException("not a count of datagrams: " + text);
    }
}
