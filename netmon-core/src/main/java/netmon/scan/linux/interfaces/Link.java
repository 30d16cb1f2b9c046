package netmon.scan.linux.interfaces;

/**
 * A network interface as rtnetlink reports it.
 *
 * @param index the kernel's number of it
 * @param hardware its {@code ARPHRD_} type, such as 1 for Ethernet
 * @param loopback whether it leads back to this machine
 * @param up whether it is switched on
 * @param kind the kind of software interface, such as {@code veth}; empty for hardware
 * @param master the index of the bridge, bond or other interface that it is a member of; 0 for none
 * @param parent the index of the interface below it; 0 for none, or if that is in another namespace
 * @param otherNamespace whether the interface below it, or its peer, is in another namespace
 */
public record Link(
        int index,
        String name,
        int hardware,
        boolean loopback,
        boolean up,
        String kind,
        int master,
        int parent,
        boolean otherNamespace) {}
