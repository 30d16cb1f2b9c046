package netmon.model;

/** The relation of an uncounted interface's sockets to the counted interfaces: those that use one of its addresses. */
public enum BoundSockets {
    /**
     * A program carries their bytes in a socket of its own, which weighs instead: a VPN client over a tunnel device.
     */
    CARRIED_ELSEWHERE,
    /**
     * Their bytes pass a counted interface and no other socket: a service address on loopback or a dummy interface, a
     * bond, a VLAN or a bridge.
     */
    THROUGH_COUNTED,
    /** The same in other packets, to which the kernel adds headers: WireGuard, vxlan, IPsec. */
    ENCAPSULATED,
    /** Their bytes pass no counted interface: a bridge to virtual machines, a radio of its own, a bridge chip. */
    NEVER;

    /** Whether their bytes pass a counted interface, and no other socket. */
    public boolean passCounted() {
        return this == THROUGH_COUNTED || this == ENCAPSULATED;
    }
}
