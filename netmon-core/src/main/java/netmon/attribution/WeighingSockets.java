package netmon.attribution;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import netmon.model.Address;
import netmon.model.BoundSockets;
import netmon.model.Counters;
import netmon.model.Interface;
import netmon.model.PacketFlow;
import netmon.model.Protocol;
import netmon.model.Socket;

/**
 * Decides which sockets weigh, that is, send and receive through a counted interface. Sockets of loopback, between the
 * machine's own addresses, and inside a VPN client's tunnel do not: the client's own socket carries those bytes. An
 * interface that does not count says by its {@link BoundSockets} what its sockets are.
 */
public final class WeighingSockets {
    /** DNS, DHCP, NTP, SSDP, mDNS, LLMNR: open on every machine and nearly silent, so a guess gives them nothing. */
    private static final Set<Integer> QUIET_PORTS = Set.of(53, 67, 68, 123, 1900, 5353, 5355);

    /** The machine's own addresses, and whether sockets with the address weigh. */
    private final Map<Address, Boolean> own = new HashMap<>();

    /** Whether sockets bound to an interface weigh, by the interface's number. */
    private final Map<Integer, Boolean> links = new HashMap<>();

    /** The same by the interface's name. */
    private final Map<String, Boolean> names = new HashMap<>();

    /** Addresses and numbers of interfaces with bytes that a program is expected to carry in a socket of its own. */
    private final Set<Object> tunnels = new HashSet<>();

    /** Addresses, numbers and names of interfaces whose packets the kernel puts into others. */
    private final Set<Object> encapsulating = new HashSet<>();

    public WeighingSockets(Counters counters) {
        for (Interface each : counters.interfaces()) {
            int number = each.number();
            boolean weighs = each.counted() || each.bound().passCounted();
            for (Address address : each.addresses()) {
                own.merge(address, weighs, Boolean::logicalOr);
            }
            if (!weighs && each.bound() == BoundSockets.CARRIED_ELSEWHERE) {
                tunnels.add(number);
                tunnels.addAll(each.addresses());
            } else if (!each.counted() && each.bound() == BoundSockets.ENCAPSULATED) {
                encapsulating.add(number);
                encapsulating.add(each.name());
                encapsulating.addAll(each.addresses());
            }
            if (number != 0) { // sockets have 0 where they are bound to none
                links.merge(number, weighs, Boolean::logicalOr);
            }
            names.merge(each.name(), weighs, Boolean::logicalOr);
        }
    }

    /** Whether its bytes are among the counted interfaces' bytes; what another namespace's socket moved may be. */
    public boolean weighs(SocketTraffic moved) {
        PacketFlow flow = moved.flow();
        if (flow == null || !flow.isForwarded()) {
            return weighs(moved.socket());
        }
        Address remote = moved.socket().remote().address();
        return !own.containsKey(remote) && names.getOrDefault(flow.forwardedThrough(), false);
    }

    /** Whether the socket's bytes are among the counted interfaces' bytes. */
    public boolean weighs(Socket socket) {
        return leavesTheMachine(socket) && usesCounted(socket);
    }

    /** Whether the socket's bytes pass a tunnel that a program is expected to carry in a socket of its own. */
    public boolean isTunnelled(Socket socket) {
        if (tunnels.isEmpty() || !leavesTheMachine(socket) || usesCounted(socket)) {
            return false;
        }
        return tunnels.contains(numberOrAddress(socket));
    }

    /** The same traffic; where the kernel puts its packets into others, it claims the headers around them as well. */
    public SocketTraffic withOuterHeaders(SocketTraffic moved) {
        return !encapsulating.isEmpty() && encapsulating.contains(way(moved)) ? moved.encapsulated() : moved;
    }

    /** What tells the interface: another namespace's number of one means nothing here. */
    private Object way(SocketTraffic moved) {
        PacketFlow flow = moved.flow();
        String through = flow == null ? null : flow.forwardedThrough();
        return through == null ? numberOrAddress(moved.socket()) : through;
    }

    private Object numberOrAddress(Socket socket) {
        int number = socket.interfaceIndex();
        return links.containsKey(number) ? number : socket.local().address();
    }

    private boolean leavesTheMachine(Socket socket) {
        Address local = socket.local().address();
        Address remote = socket.remote().address();
        return !socket.listening() && !local.isLoopback() && !remote.isLoopback() && !own.containsKey(remote);
    }

    private boolean usesCounted(Socket socket) {
        Boolean bound = socket.interfaceIndex() == 0 ? null : links.get(socket.interfaceIndex());
        return bound != null ? bound : own.getOrDefault(socket.local().address(), true);
    }

    /** Whether the socket may get guessed bytes where no source counts its own. */
    static boolean mayBeGuessed(Socket socket) {
        boolean unconnected = socket.remote().address().isAny();
        return !(socket.protocol() == Protocol.UDP
                && unconnected
                && QUIET_PORTS.contains(socket.local().port()));
    }
}
