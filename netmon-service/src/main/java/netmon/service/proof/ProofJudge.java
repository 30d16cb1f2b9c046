package netmon.service.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import netmon.model.Calibration;
import netmon.model.Calibration.Meaning;
import netmon.model.Calibration.ProofResult;
import netmon.model.Direction;
import netmon.model.Endpoint;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.model.Socket;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/** Compares what the proof moved with what a source reported of it. Pure, so that made-up sources can be judged. */
final class ProofJudge {
    /** Headers on loopback are at most a twentieth of a bulk transfer; a handshake and acknowledgements come on top. */
    private static final double TOLERANCE = 0.15;

    /** Nothing is counted more often by any system that is known. */
    private static final int MOST_TIMES = 3;

    /** Half of the smallest header, 20 bytes of IPv4 alone less the options that some systems leave out. */
    private static final int LEAST_HEADER = 6;

    /** Bytes that must be stuck before a difference says anything. */
    private static final long TELLING_BYTES = 32 << 10;

    private final List<ProofTransfer> transfers;
    private final SocketTable table;
    private final long pid;

    /**
     * The judge of one poll.
     *
     * @param transfers all sockets of the proof
     * @param table the poll after they have moved their bytes
     * @param pid of this process
     */
    ProofJudge(List<ProofTransfer> transfers, SocketTable table, long pid) {
        this.transfers = transfers;
        this.table = table;
        this.pid = pid;
    }

    Calibration judge(String source) {
        return new Calibration(source, meanings(), owner(), closed(), unsent(), others());
    }

    private List<Meaning> meanings() {
        List<Meaning> meanings = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (int version : new int[] {4, 6}) {
                meanings.add(meaning(protocol, version, Direction.IN));
                meanings.add(meaning(protocol, version, Direction.OUT));
            }
        }
        return meanings;
    }

    private Meaning meaning(Protocol protocol, int version, Direction direction) {
        Predicate<ProofTransfer> kind = each -> each.protocol() == protocol && each.version() == version;
        ProofTransfer bulk = largest(kind.and(each -> each.kind() == ProofTransfer.TransferKind.BULK), direction);
        if (bulk == null) {
            return new Meaning(protocol, version, direction, Meaning.UNKNOWN, 0);
        }
        int times = times(find(bulk), direction.of(bulk.moved()), direction);
        ProofTransfer small = largest(kind.and(each -> each.kind() == ProofTransfer.TransferKind.SMALL), direction);
        int header = small == null || times < 1 ? 0 : header(small, times, direction);
        return new Meaning(protocol, version, direction, times, header);
    }

    /** How often the source counts a byte of this socket; senseless if it does not list the socket. */
    private static int times(@Nullable Socket socket, long moved, Direction direction) {
        if (socket == null) {
            return Meaning.SENSELESS;
        }
        Traffic payload = socket.payload();
        if (payload == null) {
            return 0;
        }
        double ratio = (double) direction.of(payload) / moved;
        int times = (int) Math.round(ratio);
        boolean fits = times >= 1 && times <= MOST_TIMES && Math.abs(ratio - times) <= TOLERANCE * times;
        return fits ? times : Meaning.SENSELESS;
    }

    private int header(ProofTransfer small, int times, Direction direction) {
        Socket socket = find(small);
        Traffic payload = socket == null ? null : socket.payload();
        if (payload == null) {
            return 0;
        }
        long beyond = direction.of(payload) - times * direction.of(small.moved());
        long each = beyond / small.segments();
        return each < LEAST_HEADER ? 0 : (int) each;
    }

    private ProofResult owner() {
        ProofResult answer = ProofResult.UNKNOWN;
        for (ProofTransfer each : transfers) {
            Socket socket = each.kind() == ProofTransfer.TransferKind.CLOSED ? null : find(each);
            if (socket != null) {
                boolean right = socket.owners().stream().map(OwnerProcess::pid).anyMatch(owner -> owner == pid);
                if (!right) {
                    return ProofResult.NO;
                }
                answer = ProofResult.YES;
            }
        }
        return answer;
    }

    private ProofResult closed() {
        List<ProofTransfer> closed = transfers.stream()
                .filter(each -> each.kind() == ProofTransfer.TransferKind.CLOSED)
                .toList();
        if (closed.isEmpty()) {
            return ProofResult.UNKNOWN;
        }
        return ProofResult.of(closed.stream().anyMatch(each -> {
            Socket socket = find(each);
            return socket != null && socket.closed() && socket.payload() != null;
        }));
    }

    /** The receiver's count is what has arrived: a sender's count far above it holds what was only written. */
    private ProofResult unsent() {
        for (ProofTransfer each : transfers) {
            if (each.kind() == ProofTransfer.TransferKind.STUCK && each.moved().sent() > 0) {
                return unsent(each);
            }
        }
        return ProofResult.UNKNOWN;
    }

    private ProofResult unsent(ProofTransfer sender) {
        Socket from = find(sender);
        Socket to = find(/* local= */ sender.remote(), /* remote= */ sender.local());
        Traffic sent = from == null ? null : from.payload();
        Traffic received = to == null ? null : to.payload();
        Meaning in = meaning(Protocol.TCP, sender.version(), Direction.IN);
        Meaning out = meaning(Protocol.TCP, sender.version(), Direction.OUT);
        if (sent == null || received == null || in.times() < 1 || out.times() < 1) {
            return ProofResult.UNKNOWN;
        }
        long arrived = received.received() / in.times();
        long stuck = sender.moved().sent() - arrived;
        if (stuck < TELLING_BYTES) {
            return ProofResult.UNKNOWN;
        }
        return ProofResult.of(sent.sent() / out.times() - arrived > stuck / 2);
    }

    private ProofResult others() {
        if (transfers.stream().allMatch(each -> find(each) == null)) {
            return ProofResult.UNKNOWN;
        }
        return ProofResult.of(table.sockets().stream()
                .anyMatch(each -> each.owners().stream().noneMatch(owner -> owner.pid() == pid)
                        && transfers.stream().noneMatch(one -> isOf(each, one.local(), one.remote()))));
    }

    private @Nullable ProofTransfer largest(Predicate<ProofTransfer> kind, Direction direction) {
        ProofTransfer largest = null;
        for (ProofTransfer each : transfers) {
            long moved = direction.of(each.moved());
            if (kind.test(each) && (largest == null || moved > direction.of(largest.moved()))) {
                largest = each;
            }
        }
        return largest;
    }

    private @Nullable Socket find(ProofTransfer transfer) {
        return find(transfer.local(), transfer.remote());
    }

    private @Nullable Socket find(Endpoint local, Endpoint remote) {
        for (Socket each : table.sockets()) {
            if (isOf(each, local, remote)) {
                return each;
            }
        }
        return null;
    }

    private static boolean isOf(Socket socket, Endpoint local, Endpoint remote) {
        return socket.local().equals(local) && socket.remote().equals(remote);
    }
}
