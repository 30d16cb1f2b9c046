package netmon.scan.linux.sockets;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.Clock;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.SocketSource.OwnerTally;
import netmon.scan.linux.owners.InodeOwners;
import netmon.scan.linux.owners.ListedOwners;
import netmon.scan.linux.owners.SocketOwners;
import netmon.scan.linux.processes.LinuxProcesses;

/**
 * The sockets of this namespace from the kernel's {@code sock_diag}: TCP with bytes and segments, UDP without, and the
 * final counters of TCP sockets that closed since the last poll; without loopback and TIME_WAIT. Not thread-safe.
 */
public final class SockDiag implements SocketSource {
    /** The most heap that one socket takes: a little less than 1000 was measured in the first poll, with owners. */
    private static final long BYTES_PER_SOCKET = 1100;

    /** Quick polls at the end of a poll, while the owners of churning sockets are not sure. */
    private static final int MAX_QUICK_POLLS = 24;

    private static final Set<SocketKind> ALL_KINDS = EnumSet.allOf(SocketKind.class);

    private final Machine machine;
    private final ProcessEnds ends = new ProcessEnds();
    private final OwnerSearch search;
    private final RunTimes times;
    private final KernelTunnels tunnels = new KernelTunnels();
    private final QuickPollPause pause;
    private final KnownSockets known;
    private final SocketDumps dumps;
    private final RefusableSource destroyed = new RefusableSource("the final bytes of closed sockets are not reported");
    private final SocketChurn churn = new SocketChurn();
    private int poll;
    private long overruns;
    private boolean overrun;

    /** For the live machine; the clock measures the search for owners. Reads nothing yet. */
    public SockDiag(Machine machine, LinuxProcesses processes, Clock clock) {
        this(
                machine,
                new SocketOwners(processes, clock),
                new QuickPollPause(clock::monotonicNanos, LockSupport::parkNanos),
                maxSockets());
    }

    /** For a machine that is recorded, or a recording: it lists the owners itself, and has this clock. */
    public static SockDiag recorded(Machine machine, Processes processes, Clock clock) {
        QuickPollPause noPause = new QuickPollPause(clock::monotonicNanos, nanos -> {});
        return new SockDiag(machine, new ListedOwners(machine, processes), noPause, maxSockets());
    }

    /** The same where the polls take no time. */
    public SockDiag(Machine machine, Processes processes) {
        this(machine, new ListedOwners(machine, processes), new QuickPollPause(() -> 0, nanos -> {}), maxSockets());
    }

    /** @param maxSockets how many sockets fit into memory */
    SockDiag(Machine machine, InodeOwners owners, QuickPollPause pause, int maxSockets) {
        this.machine = machine;
        this.search = new OwnerSearch(owners, ends);
        this.times = new RunTimes(owners);
        this.pause = pause;
        this.known = new KnownSockets(maxSockets);
        this.dumps = new SocketDumps(machine, known);
    }

    @Override
    public String name() {
        return "sock_diag";
    }

    @Override
    public void listLoopback(boolean listed) {
        known.listLoopback(listed);
    }

    @Override
    public SocketTable read() throws ScanException {
        poll++;
        search.polled(pause.now());
        pause.reset();
        boolean torn = dumps.read(ALL_KINDS, poll);
        boolean reportsClosed = takeClosed() && !overrun;
        ends.read(machine, poll); // after the sockets, since a process closes its sockets before it ends
        known.dropVanished(poll, dumps.isUdpAsked(poll), destroyed.isAsked(poll));
        search.complete(known.open(), known.closed(), poll);
        noteChurn();
        List<Socket> sockets =
                new ArrayList<>(known.open().size() + known.closed().size());
        known.open().forEach(each -> sockets.add(each.socket()));
        findUnknownOwners();
        known.closed().forEach(each -> sockets.add(each.socket()));
        known.closed().clear();
        overrun = false;
        Map<Long, Long> ranNanos = times.since(known.open());
        return new SocketTable(sockets, torn, reportsClosed, ranNanos, ProcNetSnmp.read(machine, tunnels));
    }

    @Override
    public long waitedNanos() {
        return pause.pausedNanos();
    }

    @Override
    public int quickPollsWanted() {
        return churn.quickPollsWanted();
    }

    @Override
    public void quickPoll() throws ScanException {
        takeClosed();
        if (churn.isOn()) {
            findNewOwners();
        }
    }

    @Override
    public OwnerTally tally() {
        return new OwnerTally(search.unknown(), search.others(), overruns, search.walks());
    }

    @Override
    public String confinement() {
        return search.confinement();
    }

    static int maxSockets() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / BYTES_PER_SOCKET);
    }

    /** Processes with short-lived sockets are probably still running: finds them before their bytes are reported. */
    private void findUnknownOwners() throws ScanException {
        if (!churn.isSearchDue(poll)) {
            return;
        }
        search.prepareQuickPolls();
        for (int i = 0; i < MAX_QUICK_POLLS && hasDoubtfulOwners(); i++) {
            pause.pause();
            findNewOwners();
            search.guessAgain(known.closed(), poll);
        }
        churn.searched(poll, hasDoubtfulOwners());
    }

    private void noteChurn() {
        int brief = 0;
        long largest = 0;
        for (DiagSocket each : known.closed()) {
            if (search.isBriefClient(each)) {
                Traffic payload = each.socket().payload();
                largest = Math.max(largest, payload == null ? 0 : payload.total());
                brief++;
            }
        }
        churn.polled(brief, largest, known.closed().size());
    }

    private boolean hasDoubtfulOwners() {
        return known.closed().stream().anyMatch(each -> search.isDoubtful(each, poll));
    }

    /** Finds the owners of connections that opened since the last poll or quick poll; known sockets stay unchanged. */
    private void findNewOwners() throws ScanException {
        List<DiagSocket> fresh = new ArrayList<>();
        search.noteSockets();
        for (String question : List.of("sock_diag tcp4", "sock_diag tcp6")) {
            SockDiagMessages.each(question, machine.read(question).bytes(), row -> {
                DiagSocket added = known.addNew(row, Protocol.TCP, poll);
                if (added != null) {
                    fresh.add(added);
                }
            });
        }
        search.quickPoll(fresh, poll);
    }

    /** Moves closed sockets out of the open ones; runs after the dumps, so that no socket is missing in both. */
    private boolean takeClosed() {
        if (!destroyed.isAsked(poll)) {
            return false;
        }
        String question = "sock_diag destroyed";
        try {
            boolean lost =
                    SockDiagMessages.each(question, machine.read(question).bytes(), row -> known.close(row, poll));
            overruns += lost ? 1 : 0;
            overrun |= lost;
            return true;
        } catch (ScanException e) {
            destroyed.refused(poll, e);
            return false;
        }
    }
}
