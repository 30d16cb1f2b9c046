package netmon.scan.macos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import netmon.model.BoundSockets;
import netmon.model.Interface;
import netmon.scan.counting.InterfaceRule;
import netmon.scan.counting.StackingArithmetic;
import netmon.scan.counting.StackingArithmetic.ByteTotals;
import netmon.scan.counting.StackingArithmetic.Suspect;

/**
 * The rule of macOS for counted interfaces. Bytes enter and leave the machine through {@code en*} (Ethernet, Wi-Fi,
 * Thunderbolt, a tethered phone) and {@code pdp_ip*} (cellular), but not through the {@code en*} of the T2 chip. {@code
 * lo0}, {@code utun*}, {@code ipsec*}, {@code bridge*}, {@code vlan*}, {@code vmenet*}, {@code awdl0}, {@code llw0},
 * {@code ap1}, {@code anpi*}, {@code gif0}, {@code stf0} and all others carry the same bytes again, or bytes that do
 * not leave the machine. {@code ppp*} may be a modem, DSL or a VPN, which its bytes have to show.
 */
final class CountedInterfaces {
    /** The end of the link to the T2 chip inside an Intel Mac, the same in every Mac. */
    private static final String T2_CHIP = "ac:de:48:00:11:22";

    /**
     * Interfaces with bytes that pass a counted interface as well: loopback with addresses of services, tunnels inside
     * the kernel ({@code ipsec*} is the built-in IKEv2), and interfaces stacked on cards, among them the Thunderbolt
     * bridges below {@code bridge100}.
     */
    private static final Pattern KERNEL = Pattern.compile("(lo|ipsec|gif|stf|bond|vlan|feth)\\d+|bridge\\d{1,2}");

    /**
     * Interfaces with bytes that pass no counted one: the bridge chip of an Intel Mac, virtual machines ({@code
     * bridge100} and up), and radio links between devices, such as AirDrop's.
     */
    private static final Pattern LOCAL = Pattern.compile("(en|bridge|vmenet|vmnet|vboxnet|awdl|llw|p2p|ap|anpi)\\d+");

    private final StackingArithmetic arithmetic = new StackingArithmetic();

    /** The same interfaces, those that count marked. */
    List<Interface> mark(List<Interface> all, InterfaceRule rule) {
        Set<String> carriers = new HashSet<>();
        Map<String, ByteTotals> totals = new HashMap<>();
        boolean carrierHasAddress = false;
        for (Interface each : all) {
            totals.put(key(each), ByteTotals.of(each.received(), each.sent()));
            if (isPhysical(each)) {
                carriers.add(key(each));
                carrierHasAddress |= !each.addresses().isEmpty();
            }
        }
        Map<String, Suspect> suspects = new HashMap<>();
        for (Interface each : all) {
            if (isNumbered(each.name(), "ppp") && !each.addresses().isEmpty()) {
                suspects.put(key(each), new Suspect(carriers, !carrierHasAddress));
            }
        }
        Set<String> independent = arithmetic.independent(suspects, totals);
        return all.stream()
                .map(each ->
                        each.counting(rule.counts(each.name(), isPhysical(each) || independent.contains(key(each)))))
                .toList();
    }

    private static String key(Interface each) {
        return each.name() + " " + each.link();
    }

    /**
     * Whether the bytes of an uncounted interface's sockets pass a counted one. A {@code utun*} is the tunnel of a VPN
     * client, which has a socket of its own.
     */
    static BoundSockets boundSockets(String name) {
        if (KERNEL.matcher(name).matches()) {
            return BoundSockets.THROUGH_COUNTED;
        }
        return LOCAL.matcher(name).matches() ? BoundSockets.NEVER : BoundSockets.CARRIED_ELSEWHERE;
    }

    static boolean isLoopback(String name) {
        return isNumbered(name, "lo");
    }

    private static boolean isPhysical(Interface each) {
        boolean hardware = isNumbered(each.name(), "en") || isNumbered(each.name(), "pdp_ip");
        return hardware && !each.hardwareAddress().equals(T2_CHIP);
    }

    private static boolean isNumbered(String name, String kind) {
        if (!name.startsWith(kind) || name.length() == kind.length()) {
            return false;
        }
        for (int i = kind.length(); i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
