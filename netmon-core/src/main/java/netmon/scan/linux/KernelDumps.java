package netmon.scan.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import netmon.scan.ProgramOutput;
import netmon.scan.ScanException;
import netmon.scan.linux.interfaces.LinuxNetworks;
import netmon.scan.linux.netlink.GenericFamilies;
import netmon.scan.linux.netlink.NativeBuffer;
import netmon.scan.linux.netlink.Netlink;
import netmon.scan.linux.netlink.NetlinkMessages;
import netmon.scan.linux.netlink.ProcessConnector;
import netmon.scan.linux.processes.ProcessEvents;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's answers over netlink, as they arrive: {@code links}, {@code neighbours}, {@code wireless} (the
 * interfaces of nl80211); {@code sock_diag tcp4}, {@code tcp6}, {@code udp4} and {@code udp6}; and {@code sock_diag
 * destroyed}, the TCP sockets that closed since the last such question. The last one ends with a DONE that netmon
 * appends, and contains an OVERRUN where events were lost. {@code process events} are those since the last question, as
 * {@link ProcessEvents} reads them. A socket to the kernel is opened at its first use and closed after an error. Not
 * thread-safe.
 */
final class KernelDumps implements AutoCloseable {
    private static final int RTM_GETLINK = 18;
    private static final int RTM_GETNEIGH = 30;
    private static final int NEIGHBOUR_BODY = 12; // struct ndmsg
    private static final byte NL80211_CMD_GET_INTERFACE = 5;
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int TCP_DESTROY = 1;
    private static final int TCP6_DESTROY = 3;

    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte IPPROTO_TCP = 6;
    private static final byte IPPROTO_UDP = 17;

    /** All states except TIME_WAIT (6) and SYN_RECV (3, 12): they have no counters, and there may be very many. */
    private static final int STATES = ~(1 << 6 | 1 << 3 | 1 << 12);

    private static final byte INFO = 1 << 1; // INET_DIAG_INFO is attribute 2, whose bit is 2 - 1

    private final NativeBuffer answer = new NativeBuffer();
    private @Nullable Netlink routes;
    private @Nullable Netlink sockets;
    private @Nullable Netlink destroyed;
    private @Nullable Netlink processes;

    /** Whether a question of this name goes to the kernel. */
    static boolean has(String name) {
        return name.equals("links")
                || name.startsWith("sock_diag ")
                || name.equals(LinuxNetworks.NEIGHBOURS)
                || name.equals(LinuxNetworks.WIRELESS)
                || name.equals(ProcessEvents.QUESTION);
    }

    ProgramOutput read(String name) throws ScanException {
        return switch (name) {
            case "links" -> links();
            case LinuxNetworks.NEIGHBOURS -> route(RTM_GETNEIGH, new byte[NEIGHBOUR_BODY]);
            case LinuxNetworks.WIRELESS -> wireless();
            case "sock_diag tcp4" -> sockets(AF_INET, IPPROTO_TCP);
            case "sock_diag tcp6" -> sockets(AF_INET6, IPPROTO_TCP);
            case "sock_diag udp4" -> sockets(AF_INET, IPPROTO_UDP);
            case "sock_diag udp6" -> sockets(AF_INET6, IPPROTO_UDP);
            case "sock_diag destroyed" -> destroyed();
            case ProcessEvents.QUESTION -> processEvents();
            default -> throw new ScanException("the kernel has no answer of the name " + name);
        };
    }

    @Override
    public void close() {
        routes = closed(routes);
        sockets = closed(sockets);
        destroyed = closed(destroyed);
        processes = closed(processes);
    }

    private ProgramOutput links() throws ScanException {
        // struct ifinfomsg, all zero, and IFLA_EXT_MASK: without the statistics, which are most of the answer
        ByteBuffer body = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        body.putShort(16, (short) 8).putShort(18, (short) 29).putInt(20, 1 << 3);
        return route(RTM_GETLINK, body.array());
    }

    private ProgramOutput route(int type, byte[] body) throws ScanException {
        Netlink open = routes;
        if (open == null) {
            open = Netlink.open(Netlink.ROUTE);
            routes = open;
        }
        try {
            return dump(open, type, body);
        } catch (ScanException e) {
            routes = closed(routes);
            throw e;
        }
    }

    /** Asks seldom, so it opens a socket each time. */
    private ProgramOutput wireless() throws ScanException {
        try (Netlink generic = Netlink.open(Netlink.GENERIC)) {
            int family = GenericFamilies.number(
                    "nl80211", dump(generic, GenericFamilies.CONTROL, GenericFamilies.request()));
            return dump(generic, family, new byte[] {NL80211_CMD_GET_INTERFACE, 1, 0, 0});
        }
    }

    /** Sends a {@code struct inet_diag_req_v2}; the rest of its 56 bytes would select a single socket. */
    private ProgramOutput sockets(byte family, byte protocol) throws ScanException {
        Netlink open = sockets;
        if (open == null) {
            open = Netlink.open(Netlink.SOCK_DIAG);
            sockets = open;
        }
        ByteBuffer body = ByteBuffer.allocate(56).order(ByteOrder.nativeOrder());
        body.put(family).put(protocol).put(INFO).put((byte) 0).putInt(STATES);
        try {
            return dump(open, SOCK_DIAG_BY_FAMILY, body.array());
        } catch (ScanException e) {
            sockets = closed(sockets);
            throw e;
        }
    }

    private ProgramOutput dump(Netlink open, int type, byte[] body) throws ScanException {
        answer.clear();
        open.dump(type, body, answer);
        return new ProgramOutput(answer.bytes(), 0);
    }

    private ProgramOutput destroyed() throws ScanException {
        Netlink open = destroyed;
        if (open == null) {
            open = Netlink.open(Netlink.SOCK_DIAG, TCP_DESTROY, TCP6_DESTROY);
            destroyed = open;
        }
        answer.clear();
        try {
            open.drain(answer);
        } catch (ScanException e) {
            destroyed = closed(destroyed);
            throw e;
        }
        Netlink.appendHeader(answer, NetlinkMessages.DONE);
        return new ProgramOutput(answer.bytes(), 0);
    }

    private ProgramOutput processEvents() throws ScanException {
        Netlink open = processes;
        if (open == null) {
            open = ProcessConnector.open();
            processes = open;
        }
        answer.clear();
        try {
            open.drain(answer);
        } catch (ScanException e) {
            processes = closed(processes);
            throw e;
        }
        return new ProgramOutput(answer.bytes(), 0);
    }

    private static @Nullable Netlink closed(@Nullable Netlink socket) {
        if (socket != null) {
            socket.close();
        }
        return null;
    }
}
