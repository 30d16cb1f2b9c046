package netmon.scan.linux.interfaces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the interfaces from their names, for a kernel that refuses netlink, as below a seccomp filter: {@code eth},
 * {@code en}, {@code wl}, {@code ww} and {@code usb} are hardware; {@code lo}, {@code tun}, {@code docker}, {@code
 * veth}, {@code br-} and their like are not.
 */
final class NamedLinks {
    private static final int ETHERNET = 1;
    private static final int PPP = 512;
    private static final int LOOPBACK = 772;
    private static final int NONE = 65534;

    /** The kinds of interfaces by how their names begin; the first that fits. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("eth", ""),
            Map.entry("en", ""),
            Map.entry("wl", ""),
            Map.entry("ww", ""),
            Map.entry("usb", ""),
            Map.entry("vmnet", ""),
            Map.entry("vboxnet", ""),
            Map.entry("loopback", ""),
            Map.entry("ppp", "ppp"),
            Map.entry("veth", "veth"),
            Map.entry("cali", "veth"),
            Map.entry("lxc", "veth"),
            Map.entry("docker", "bridge"),
            Map.entry("br", "bridge"),
            Map.entry("virbr", "bridge"),
            Map.entry("cni", "bridge"),
            Map.entry("bond", "bond"),
            Map.entry("team", "team"),
            Map.entry("ovs", "openvswitch"),
            Map.entry("dummy", "dummy"),
            Map.entry("kube", "dummy"),
            Map.entry("nodelocal", "dummy"),
            Map.entry("ifb", "ifb"),
            Map.entry("tap", "tap"),
            Map.entry("vnet", "tap"),
            Map.entry("wg", "wireguard"),
            Map.entry("tun", "tun"),
            Map.entry("tailscale", "tun"),
            Map.entry("zt", "tun"),
            Map.entry("sit", "sit"),
            Map.entry("gre", "gre"),
            Map.entry("ip6", "ip6tnl"),
            Map.entry("ipsec", "xfrm"),
            Map.entry("vxlan", "vxlan"),
            Map.entry("flannel", "vxlan"));

    /** Any other name: it counts where there is no hardware. */
    private static final String OTHER = "other";

    private NamedLinks() {}

    /**
     * The interfaces with these names.
     *
     * @param devices what {@code /sys} reports about them, if anything
     */
    static List<Link> of(List<String> names, List<NetClassDevice> devices) {
        Map<String, NetClassDevice> known =
                devices.stream().collect(Collectors.toMap(NetClassDevice::name, Function.identity(), (a, b) -> a));
        boolean own = known.keySet().containsAll(names); // else /sys shows another namespace
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            NetClassDevice device = own ? known.get(names.get(i)) : null;
            int index = device == null ? -1 - i : device.index();
            links.add(link(index, names.get(i), parent(names.get(i), links), device));
        }
        return links;
    }

    private static Link link(int index, String name, int parent, @Nullable NetClassDevice device) {
        boolean loopback = name.matches("lo[0-9]*");
        String kind = parent != 0 ? "vlan" : kind(name);
        boolean hardware = device != null && !device.device().isEmpty() && kind.equals(OTHER);
        return new Link(
                index,
                name,
                loopback ? LOOPBACK : type(kind),
                loopback,
                true,
                loopback || hardware ? "" : kind.replace("tap", "tun"),
                0,
                parent,
                false,
                device == null ? "" : device.hardwareAddress(),
                device == null ? "" : device.device());
    }

    private static int type(String kind) {
        return switch (kind) {
            case "ppp" -> PPP;
            case "wireguard", "tun", "sit", "gre", "ip6tnl", "xfrm" -> NONE;
            default -> ETHERNET;
        };
    }

    private static String kind(String name) {
        return KINDS.stream()
                .filter(each -> name.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHER);
    }

    /** {@code eth0.5} is a VLAN on {@code eth0}. */
    private static int parent(String name, List<Link> before) {
        int dot = name.lastIndexOf('.');
        String base = dot < 0 ? "" : name.substring(0, dot);
        return before.stream()
                .filter(each -> each.name().equals(base))
                .mapToInt(Link::index)
                .findFirst()
                .orElse(0);
    }
}
