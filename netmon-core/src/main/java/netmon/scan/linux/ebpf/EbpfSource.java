package netmon.scan.linux.ebpf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import netmon.model.Address;
import netmon.model.ContainerChoice;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.PacketFlow;
import netmon.model.Protocol;
import netmon.model.Segments;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.Clock;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.linux.ebpf.containers.Container;
import netmon.scan.linux.ebpf.containers.GuestNamespaces;
import netmon.scan.linux.ebpf.containers.GuestNamespaces.ForwardedSocket;
import netmon.scan.linux.ebpf.records.CountedSocket;
import netmon.scan.linux.ebpf.records.CounterReads;
import netmon.scan.linux.ebpf.records.LostEvents;
import netmon.scan.linux.ebpf.records.OwnProcess;
import netmon.scan.linux.ebpf.records.SocketDelta;
import netmon.scan.linux.sockets.OpenSockets;
import netmon.scan.linux.sockets.SocketKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sockets with the packets that the kernel counted for them: TCP and UDP, closed ones too. {@code sock_diag} tells
 * only who has them open. The programs are attached at the first read and proven before. Not thread-safe.
 */
public final class EbpfSource implements SocketSource {
    private static final Logger LOG = LoggerFactory.getLogger(EbpfSource.class);
    private static final int TCP = 6;

    /** So many between two polls are a reason for a further one; the ring has room for four times as many. */
    private static final int MANY_BIRTHS = 200;

    /** More do not help: netmon would only spend its time on processes that come and go. */
    private static final int MAX_QUICK_POLLS = 20;

    private final CounterReads.ReadsOpener opener;
    private final OpenSockets open;
    private final GuestNamespaces guests;
    private final Clock clock;
    private final SocketCreators creators;
    private final UdpTotals udp = new UdpTotals();
    private @Nullable EbpfCounters counters;
    private OwnProcess own = new OwnProcess(0, 0, 0);
    private ContainerChoice containers = ContainerChoice.BY_NAME;
    private long lossyPolls;
    private int births;

    /**
     * Attaches nothing yet.
     *
     * @param open tells who has sockets open
     * @param guests tells the containers
     */
    public EbpfSource(
            CounterReads.ReadsOpener opener,
            OpenSockets open,
            GuestNamespaces guests,
            Processes processes,
            Clock clock) {
        this.opener = opener;
        this.open = open;
        this.guests = guests;
        this.clock = clock;
        CreatorLookup lookup = new CreatorLookup(processes, clock);
        this.creators = new SocketCreators(birth -> own.knowsProcesses() ? lookup.of(birth) : null);
    }

    @Override
    public String name() {
        return "ebpf";
    }

    @Override
    public boolean provesItself() {
        return true;
    }

    @Override
    public String ownProof() {
        return counters == null ? "" : counters.proof();
    }

    @Override
    public void nameContainers(ContainerChoice choice) {
        containers = choice;
    }

    /** Where a map cannot be read any more, the programs are detached, and the next read attaches them again. */
    @Override
    public SocketTable read() throws ScanException {
        Deque<SocketDelta> moved = moved();
        open.poll(unknownKinds(moved));
        List<PacketFlow> flows = flows(moved);
        return new SocketTable(udp.fill(open.all()), false, true, open.ranNanos(), null, flows);
    }

    private Deque<SocketDelta> moved() throws ScanException {
        EbpfCounters running = counters == null ? start() : counters;
        try {
            EbpfPoll poll = running.poll();
            noteLosses(poll.lost());
            births = poll.births().size();
            creators.add(poll.births());
            return new ArrayDeque<>(poll.sockets());
        } catch (ScanException e) {
            running.close();
            counters = null;
            throw e;
        }
    }

    @Override
    public int quickPollsWanted() {
        return Math.min(MAX_QUICK_POLLS, births / MANY_BIRTHS);
    }

    @Override
    public void quickPoll() {
        if (counters != null) {
            counters.makeRoom();
        }
    }

    @Override
    public OwnerTally tally() {
        return new OwnerTally(open.unknown(), open.others(), lossyPolls, open.walks());
    }

    @Override
    public String confinement() {
        return open.confinement();
    }

    private EbpfCounters start() throws ScanException {
        CounterReads reads = opener.open();
        own = reads.own();
        EbpfCounters started = new EbpfCounters(reads, clock::monotonicNanos);
        counters = started;
        return started;
    }

    /** What found no room is counted as a sum: it stays Unattributed. */
    private void noteLosses(LostEvents lost) {
        boolean lossy = !lost.in().isNone() || !lost.out().isNone() || lost.births() > 0;
        if (lossy && lossyPolls++ == 0) {
            LOG.warn(
                    "eBPF: more sockets than its map holds, so {} bytes received and {} sent are Unattributed;"
                            + " {} programs that made sockets were not reported",
                    lost.in().wireBytes(),
                    lost.out().wireBytes(),
                    lost.births());
        }
    }

    private Set<SocketKind> unknownKinds(Collection<SocketDelta> deltas) {
        Set<SocketKind> kinds = EnumSet.noneOf(SocketKind.class);
        for (SocketDelta each : deltas) {
            CountedSocket socket = each.socket();
            SocketKind kind = SocketKind.of(socket.protocol(), socket.family());
            if (kind != null && !open.isKnown(socket.cookie())) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Takes the deltas out one by one: what a collection of the young heap finds alive, it copies. */
    private List<PacketFlow> flows(Deque<SocketDelta> deltas) {
        EntryFilter filter = new EntryFilter(own.netns(), cookie -> open.of(cookie) != null);
        OwnerOrder owners = new OwnerOrder(open::holders, open::listeners, creators);
        List<PacketFlow> flows = new ArrayList<>(deltas.size());
        for (SocketDelta each = deltas.poll(); each != null; each = deltas.poll()) {
            udp.add(each);
            CountedSocket socket = each.socket();
            if (!EntryFilter.isOnlyReceiver(socket)) {
                continue;
            }
            boolean isOwn = filter.isOwn(socket);
            ForwardedSocket forwarded = isOwn ? null : forwarded(socket);
            if (isOwn) {
                flows.add(flow(each, owners.of(socket).owners(), null));
            } else if (forwarded != null) {
                flows.add(flow(each, guestOwners(socket, forwarded, owners), forwarded.through()));
            }
        }
        return flows;
    }

    /** Process numbers must be known here to ask for the routes and the container of a process. */
    private @Nullable ForwardedSocket forwarded(CountedSocket socket) {
        return containers != ContainerChoice.OFF && own.knowsProcesses() ? guests.forwarded(socket) : null;
    }

    /** The listeners of this namespace are not asked: they own no socket of another one. */
    private List<OwnerProcess> guestOwners(CountedSocket socket, ForwardedSocket forwarded, OwnerOrder owners) {
        boolean isKnown = socket.origin().isKnown();
        Container container = forwarded.container();
        if (container == null || (isKnown && containers == ContainerChoice.BY_PROGRAM)) {
            return isKnown ? owners.of(socket).owners() : List.of();
        }
        return List.of(OwnerProcess.unresolved(0, container.toString()));
    }

    private PacketFlow flow(SocketDelta delta, List<OwnerProcess> owners, @Nullable String through) {
        return new PacketFlow(
                socket(delta.socket(), owners),
                new Traffic(delta.in().wireBytes(), delta.out().wireBytes()),
                headers(delta),
                new Segments(delta.in().segments(), delta.out().segments()),
                through);
    }

    /** Mostly none, and the flows are many. */
    private static Traffic headers(SocketDelta delta) {
        Traffic headers = new Traffic(delta.in().headerCeiling(), delta.out().headerCeiling());
        return headers.isNone() ? Traffic.NONE : headers;
    }

    /** With the addresses that sock_diag lists, where the socket is still open. */
    private Socket socket(CountedSocket counted, List<OwnerProcess> owners) {
        Socket listed = open.of(counted.cookie());
        return new Socket(
                counted.protocol() == TCP ? Protocol.TCP : Protocol.UDP,
                listed == null ? new Endpoint(Address.ANY, counted.localPort()) : listed.local(),
                listed == null ? counted.remote() : listed.remote(),
                counted.interfaceIndex(),
                counted.cookie(),
                false,
                listed == null,
                owners,
                false,
                null,
                null);
    }
}
