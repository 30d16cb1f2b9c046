package netmon.model;

import java.util.List;

/**
 * One network interface at one reading. Name and link together identify it within a boot; where one of them changes,
 * its hardware address and counters that continue show that it is the same interface.
 *
 * @param name such as {@code en0}
 * @param link the kernel's number of it: macOS's {@code Link#4}, Linux's ifindex; empty where unknown
 * @param hardwareAddress such as {@code a8:66:7f:dd:ee:ff}; empty where it has none, or none is known
 * @param counted whether its bytes enter or leave the machine here, and so belong to applications
 * @param bound the bytes of its sockets, where it does not count
 * @param addresses the addresses that send through it: its own ones, and for a counted interface also those of the
 *     interfaces stacked on it, such as a bridge or a VLAN
 * @param received bytes since it exists, an unsigned 64-bit number, as {@code sent}
 * @param group the name of the rows that it shares with others of its kind while it does not count, such as {@code
 *     veth*} for the short-lived interfaces of containers; empty for rows of its own
 */
public record Interface(
        String name,
        String link,
        String hardwareAddress,
        boolean counted,
        BoundSockets bound,
        List<Address> addresses,
        long received,
        long sent,
        String group) {
    public Interface {
        addresses = List.copyOf(addresses);
    }

    /** An interface without a known hardware address. */
    public Interface(String name, String link, boolean counted, List<Address> addresses, long received, long sent) {
        this(name, link, "", counted, addresses, received, sent);
    }

    /** An interface with sockets that are carried elsewhere, unless it counts. */
    public Interface(
            String name,
            String link,
            String hardwareAddress,
            boolean counted,
            List<Address> addresses,
            long received,
            long sent) {
        this(name, link, hardwareAddress, counted, BoundSockets.CARRIED_ELSEWHERE, addresses, received, sent, "");
    }

    /** The link as a number; 0 where it is none. */
    public int number() {
        try {
            return Integer.parseInt(link);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The same interface with sockets of this kind, unless it counts. */
    public Interface with(BoundSockets sockets) {
        return counted
                ? this
                : new Interface(name, link, hardwareAddress, counted, sockets, addresses, received, sent, group);
    }

    /** The same interface, which shares the rows of this name unless it counts. */
    public Interface in(String rows) {
        return new Interface(name, link, hardwareAddress, counted, bound, addresses, received, sent, rows);
    }

    /** The name of its rows in the database. A name of its own never looks like that of a group. */
    public String recordedAs() {
        return !counted && !group.isEmpty() ? group : name.endsWith("*") ? name + " (interface)" : name;
    }

    /** The same interface, counted or not. */
    public Interface counting(boolean nowCounted) {
        return nowCounted == counted
                ? this
                : new Interface(name, link, hardwareAddress, nowCounted, addresses, received, sent).in(group);
    }
}
