package netmon.scan.oshi;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.scan.CounterSource;
import netmon.scan.Endpoints;
import netmon.scan.ScanException;
import netmon.scan.counting.InterfaceRule;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/**
 * The interfaces' counters by OSHI, of unknown width. Never on macOS, where the kernel reports false numbers to a JVM.
 * No boot is reported: OSHI computes it from the clock, which can be set.
 */
public final class OshiCounters implements CounterSource {
    /** Interfaces that are not physical, by the letters before the number, on the BSDs, Solaris and Windows. */
    private static final Set<String> NOT_PHYSICAL = Set.of(
            "lo", "tun", "tap", "wg", "gif", "stf", "gre", "ipsec", "enc", "bridge", "lagg", "trunk", "aggr", "vlan",
            "carp", "epair", "vether", "veth", "vboxnet", "vmnet", "vnic", "pflog", "pfsync", "ppp", "docker",
            "tunnel");

    private final InterfaceRule rule;
    private @Nullable SystemInfo system;

    public OshiCounters(InterfaceRule rule) {
        this.rule = rule;
    }

    @Override
    public String name() {
        return "oshi";
    }

    @Override
    public Counters read() throws ScanException {
        try {
            if (system == null) {
                system = new SystemInfo();
            }
            List<NetworkIF> found = system.getHardware().getNetworkIFs(true);
            return new Counters("", found.stream().map(this::read).toList(), true);
        } catch (RuntimeException | LinkageError e) {
            throw new ScanException("the interfaces cannot be read by OSHI: " + e, e);
        }
    }

    private Interface read(NetworkIF each) {
        return new Interface(
                each.getName(),
                String.valueOf(each.getIndex()),
                rule.counts(each.getName(), isPhysical(each.getName()) && leaves(each.queryNetworkInterface())),
                Stream.of(each.getIPv4addr(), each.getIPv6addr())
                        .flatMap(Stream::of)
                        .map(Endpoints::address)
                        .toList(),
                each.getBytesRecv(),
                each.getBytesSent());
    }

    static boolean isPhysical(String name) {
        int end = name.length();
        while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '_')) {
            end--;
        }
        return !NOT_PHYSICAL.contains(name.substring(0, end));
    }

    /** Whether it is neither loopback nor, as far as the JDK reports, a tunnel. */
    private static boolean leaves(@Nullable NetworkInterface each) {
        try {
            return each == null || !(each.isLoopback() || each.isPointToPoint());
        } catch (SocketException e) {
            return true; // gone meanwhile; its name was judged already
        }
    }
}
