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
 * @param hardwareAddress such as {@code a8:66:7f:dd:ee:ff}; empty for none
 * @param device the hardware behind it, such as {@code 0000:02:00.0}; empty for none, and before Linux 5.14
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
        boolean otherNamespace,
        String hardwareAddress,
        String device) {
    /** {@code ARPHRD_PPP}. */
    private static final int PPP = 512;

    private static final int ETHERNET = 1;

    /** Whether it is a PPP session; old kernels report no kind for these. */
    boolean isPpp() {
        return kind.equals("ppp") || (kind.isEmpty() && hardware == PPP);
    }

    boolean isEthernet() {
        return hardware == ETHERNET;
    }

    /** The same link with this hardware behind it. */
    Link withDevice(String found) {
        return new Link(
                index, name, hardware, loopback, up, kind, master, parent, otherNamespace, hardwareAddress, found);
    }
}
