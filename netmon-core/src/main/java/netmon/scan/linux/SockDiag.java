package netmon.scan.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.scan.Clock;
import netmon.scan.Machine;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of this namespace as the kernel's {@code sock_diag} tells them: TCP with bytes and segments, UDP without,
 * and the last counters of TCP sockets that closed since the last look. Left out are sockets connected to loopback
 * and what is left of closed connections (TIME_WAIT). Owners come from {@link SocketOwners}; those of sockets that
 * were gone before anybody could ask come from who lately talked to the same far end. Not for several threads at once.
 */
public final class SockDiag implements SocketSource {
    private static final Logger LOG = LoggerFactory.getLogger(SockDiag.class);

    /** A socket that is missing without an event is kept for so many looks: the event may come a little later. */
    private static final int GRACE = 2;

    /** After so many looks a question that was refused is asked again. */
    private static final int PATIENCE = 60;

    /** Heap that one socket takes at most, here and in what is made of it; measured as 450, and another half of it. */
    private static final long BYTES_PER_SOCKET = 700;

    private final Machine machine;
    private final OwnerSearch search;
    private final int most;
    private final Map<Long, DiagSocket> known = new HashMap<>();
    private final List<DiagSocket> closed = new ArrayList<>();
    private int look;
    private int askUdpAt;
    private int askDestroyedAt;
    private long overruns;

    /**
     * Asks nothing yet.
     *
     * @param clock measures what the search for owners costs
     */
    public SockDiag(Machine machine, LinuxProcesses processes, Clock clock) {
        this(machine, new SocketOwners(processes, clock), mostSockets());
    }

    /** With a bound of its own on how many sockets fit into memory. */
    SockDiag(Machine machine, SocketOwners owners, int most) {
        this.machine = machine;
        this.search = new OwnerSearch(owners);
        this.most = most;
    }

    @Override
    public String name() {
        return "sock_diag";
    }

    @Override
    public SocketTable read() throws ScanException {
        look++;
        closed.clear();
        boolean torn = dump("sock_diag tcp4", Protocol.TCP);
        torn |= dump("sock_diag tcp6", Protocol.TCP);
        torn |= dumpUdp();
        boolean tellsClosed = takeClosed();
        dropVanished();
        search.complete(known.values(), closed, look);
        List<Socket> sockets = new ArrayList<>(known.size() + closed.size());
        known.values().forEach(each -> sockets.add(each.socket()));
        closed.forEach(each -> sockets.add(each.socket()));
        return new SocketTable(sockets, torn, tellsClosed, datagrams());
    }

    /** How well the last look's owners are known. */
    public OwnerTally tally() {
        return new OwnerTally(search.unknown(), search.others(), overruns, search.walks());
    }

    private static int mostSockets() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / BYTES_PER_SOCKET);
    }

    private boolean dump(String question, Protocol protocol) throws ScanException {
        boolean torn = SockDiagMessages.each(question, machine.read(question).bytes(), row -> take(row, protocol));
        if (known.size() > most) {
            int found = known.size();
            known.clear();
            throw new ScanException(question + ": " + found + " sockets are more than fit into memory");
        }
        return torn;
    }

    /** UDP sockets have no counters, so a kernel that does not list them costs little: they are asked for seldom then. */
    private boolean dumpUdp() {
        if (look < askUdpAt) {
            return false;
        }
        try {
            boolean torn = dump("sock_diag udp4", Protocol.UDP);
            torn |= dump("sock_diag udp6", Protocol.UDP);
            return torn;
        } catch (ScanException e) {
            LOG.info("UDP sockets are not listed: {}", e.getMessage());
            askUdpAt = look + PATIENCE;
            return true;
        }
    }

    private void take(DiagRow row, Protocol protocol) {
        boolean pseudo = protocol == Protocol.TCP && !row.hasInfo();
        if (pseudo || row.isLoopback() || known.size() > most) {
            return;
        }
        DiagSocket socket = known.get(row.cookie());
        if (socket == null) {
            known.put(row.cookie(), new DiagSocket(protocol, row, look));
        } else {
            socket.update(row, look);
        }
    }

    /** Takes the sockets that closed out of the known ones. Asked for after the dumps, so that none falls between. */
    private boolean takeClosed() {
        if (look < askDestroyedAt) {
            return false;
        }
        String question = "sock_diag destroyed";
        try {
            boolean lost =
                    SockDiagMessages.each(question, machine.read(question).bytes(), this::close);
            overruns += lost ? 1 : 0;
            return !lost;
        } catch (ScanException e) {
            LOG.info("the last bytes of sockets that close are not told: {}", e.getMessage());
            askDestroyedAt = look + PATIENCE;
            return false;
        }
    }

    private void close(DiagRow row) {
        if (!row.hasInfo() || row.isLoopback() || closed.size() > most) {
            return;
        }
        DiagSocket socket = known.remove(row.cookie());
        if (socket == null) {
            socket = new DiagSocket(Protocol.TCP, row, look);
        }
        socket.close(row, look);
        closed.add(socket);
    }

    private void dropVanished() {
        known.values().removeIf(socket -> {
            int missing = look - socket.lastSeen();
            return missing > (socket.protocol() == Protocol.TCP && look >= askDestroyedAt ? GRACE : 0);
        });
    }

    private @Nullable Segments datagrams() {
        try {
            String snmp = machine.read("proc net snmp").text();
            return UdpDatagrams.parse(snmp, snmp6());
        } catch (ScanException e) {
            return null;
        }
    }

    private String snmp6() {
        try {
            return machine.read("proc net snmp6").text();
        } catch (ScanException e) {
            return ""; // no IPv6
        }
    }
}
