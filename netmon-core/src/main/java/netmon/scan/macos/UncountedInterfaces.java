package netmon.scan.macos;

import java.util.regex.Pattern;
import netmon.model.BoundSockets;

/** Decides for an interface that does not count whether the bytes of its sockets pass a counted one. */
final class UncountedInterfaces {
    /**
     * Addresses of services on loopback; tunnels inside the kernel: {@code ipsec*} is the built-in IKEv2; interfaces
     * stacked on cards, among them the Thunderbolt bridges below {@code bridge100}.
     */
    private static final Pattern KERNEL = Pattern.compile("(lo|ipsec|gif|stf|bond|vlan|feth)\\d+|bridge\\d{1,2}");

    /**
     * A card that does not count is the bridge chip of an Intel Mac; {@code bridge100} and up lead to virtual machines;
     * AirDrop and the like have a radio link of their own.
     */
    private static final Pattern LOCAL = Pattern.compile("(en|bridge|vmenet|vmnet|vboxnet|awdl|llw|p2p|ap|anpi)\\d+");

    private UncountedInterfaces() {}

    /** The bytes of its sockets. A {@code utun*} is the tunnel of a VPN client, which has a socket of its own. */
    static BoundSockets of(String name) {
        if (KERNEL.matcher(name).matches()) {
            return BoundSockets.THROUGH_COUNTED;
        }
        return LOCAL.matcher(name).matches() ? BoundSockets.NEVER : BoundSockets.CARRIED_ELSEWHERE;
    }
}
