package netmon.service.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import netmon.model.Calibration;
import netmon.model.SocketTable;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One proof of one source, in a thread of its own. The thread may be abandoned: then it does not touch the source any
 * more, except that it ends the call of the source that it is in.
 */
class ProofRun implements Callable<@Nullable Calibration> {
    private static final Logger LOG = LoggerFactory.getLogger(ProofRun.class);

    private static final int BULK_UP = 400_000;
    private static final int BULK_DOWN = 250_000;
    private static final int ROUNDS = 100;
    private static final int REQUEST = 100;
    private static final int ANSWER = 60;
    private static final int DATAGRAM = 1_200;
    private static final int DATAGRAM_BACK = 700;

    private final SocketSource source;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<ProofTransfer> transfers = new ArrayList<>();
    private int steps;
    private boolean usesSource;
    private boolean abandoned;

    ProofRun(SocketSource source) {
        this.source = source;
    }

    SocketSource source() {
        return source;
    }

    /** Increases while the proof goes on. */
    synchronized int steps() {
        return steps;
    }

    synchronized boolean usesSource() {
        return usesSource;
    }

    /**
     * Ends the proof at its next step.
     *
     * @return true if the thread does not use the source, and never will again
     */
    synchronized boolean abandon() {
        abandoned = true;
        if (!usesSource) {
            source.listLoopback(false);
        }
        return !usesSource;
    }

    @Override
    public @Nullable Calibration call() throws ScanException {
        try {
            read(); // from here on the source notices sockets that close
            for (String loopback : List.of("127.0.0.1", "::1")) {
                move(loopback);
            }
            if (transfers.isEmpty()) {
                return null;
            }
            SocketTable table = read();
            return new ProofJudge(transfers, table, ProcessHandle.current().pid()).judge(source.name());
        } finally {
            open.forEach(ProofRun::close);
            end();
        }
    }

    private SocketTable read() throws ScanException {
        enter();
        try {
            source.listLoopback(true);
            return source.read();
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws ScanException {
        if (abandoned) {
            throw new ScanException("the proof of " + source.name() + " was abandoned");
        }
        usesSource = true;
    }

    private synchronized void leave() {
        if (abandoned) {
            source.listLoopback(false);
        }
        usesSource = false;
        steps++;
    }

    private synchronized void end() {
        if (!abandoned) {
            source.listLoopback(false);
        }
    }

    /** A machine without this version of IP, or without loopback, leaves its part of the proof out. */
    void move(String loopback) {
        try {
            InetAddress address = InetAddress.getByName(loopback);
            List<ProofTransfer> moved = new ArrayList<>(tcp(address));
            stepDone();
            moved.addAll(udp(address));
            stepDone();
            transfers.addAll(moved);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("no proof over {}", loopback, e);
        }
    }

    private synchronized void stepDone() {
        steps++;
    }

    private List<ProofTransfer> tcp(InetAddress address) throws IOException {
        List<ProofTransfer> moved = new ArrayList<>();
        TcpPair bulk = keep(TcpPair.open(address, false));
        bulk.exchange(BULK_UP, BULK_DOWN);
        moved.addAll(bulk.transfers(ProofTransfer.TransferKind.BULK));
        TcpPair small = keep(TcpPair.open(address, false));
        small.pingPong(ROUNDS, REQUEST, ANSWER);
        moved.addAll(small.transfers(ProofTransfer.TransferKind.SMALL));
        TcpPair stuck = keep(TcpPair.open(address, true));
        stuck.fill();
        moved.addAll(stuck.transfers(ProofTransfer.TransferKind.STUCK));
        try (TcpPair closed = TcpPair.open(address, false)) {
            closed.exchange(BULK_UP / 10, BULK_DOWN / 10);
            moved.addAll(closed.transfers(ProofTransfer.TransferKind.CLOSED));
        }
        return moved;
    }

    private List<ProofTransfer> udp(InetAddress address) throws IOException {
        UdpPair bulk = keep(UdpPair.open(address));
        bulk.exchange(ROUNDS, DATAGRAM, DATAGRAM_BACK);
        UdpPair small = keep(UdpPair.open(address));
        small.exchange(ROUNDS, REQUEST, ANSWER);
        List<ProofTransfer> moved = new ArrayList<>(bulk.transfers(ProofTransfer.TransferKind.BULK));
        moved.addAll(small.transfers(ProofTransfer.TransferKind.SMALL));
        return moved;
    }

    private <T extends AutoCloseable> T keep(T each) {
        open.add(each);
        return each;
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            LOG.debug("a socket of the proof did not close", e);
        }
    }
}
