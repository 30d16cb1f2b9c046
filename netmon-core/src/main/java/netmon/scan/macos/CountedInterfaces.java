package netmon.scan.macos;

import java.util.List;
import java.util.Map;
import netmon.model.Address;

/**
 * The rule of macOS for counted interfaces. Bytes enter and leave the machine through {@code en*} (Ethernet, Wi-Fi,
 * Thunderbolt, a tethered phone) and {@code pdp_ip*} (cellular). {@code lo0}, {@code utun*}, {@code ipsec*}, {@code
 * bridge*}, {@code vlan*}, {@code vmenet*}, {@code awdl0}, {@code llw0}, {@code ap1}, {@code anpi*}, {@code gif0},
 * {@code stf0} and all others carry the same bytes again, or bytes that do not leave the machine.
 */
final class CountedInterfaces {
    private CountedInterfaces() {}

    /**
     * Whether the interface's bytes belong to applications.
     *
     * @param addresses the addresses by interface name; they decide whether a {@code ppp*} counts
     */
    static boolean counts(String name, Map<String, List<Address>> addresses) {
        if (isPhysical(name)) {
            return true;
        }
        return isNumbered(name, "ppp") && hasAddress(name, addresses) && noPhysicalHasAddress(addresses);
    }

    /**
     * A guess, since the name does not show it: PPP runs over an interface that counts (a tunnel or DSL) as long as one
     * of these has an address, and else over a modem.
     */
    private static boolean noPhysicalHasAddress(Map<String, List<Address>> addresses) {
        return addresses.keySet().stream().noneMatch(name -> isPhysical(name) && hasAddress(name, addresses));
    }

    private static boolean hasAddress(String name, Map<String, List<Address>> addresses) {
        return !addresses.getOrDefault(name, List.of()).isEmpty();
    }

    static boolean isLoopback(String name) {
        return isNumbered(name, "lo");
    }

    private static boolean isPhysical(String name) {
        return isNumbered(name, "en") || isNumbered(name, "pdp_ip");
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
