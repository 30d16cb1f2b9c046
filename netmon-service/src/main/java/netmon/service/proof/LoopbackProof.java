package netmon.service.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import netmon.model.Calibration;
import netmon.model.SocketTable;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.SourceProof;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves known bytes between sockets of this process over loopback, polls the source and judges its numbers. */
public final class LoopbackProof implements SourceProof {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackProof.class);

    /** The longest time of one step; a service starts without its first sample for as long. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int BULK_UP = 400_000;
    private static final int BULK_DOWN = 250_000;
    private static final int ROUNDS = 100;
    private static final int REQUEST = 100;
    private static final int ANSWER = 60;
    private static final int DATAGRAM = 1_200;
    private static final int DATAGRAM_BACK = 700;

    private final Duration limit;

    public LoopbackProof() {
        this(LIMIT);
    }

    LoopbackProof(Duration limit) {
        this.limit = limit;
    }

    /**
     * If the source hangs, this method returns and the thread goes on waiting for it; the source's own time limit ends
     * that.
     */
    @Override
    public @Nullable Calibration prove(SocketSource source) throws ScanException {
        if (source.provesItself()) {
            return null;
        }
        AtomicInteger steps = new AtomicInteger();
        Callable<@Nullable Calibration> proof = () -> run(source, steps);
        FutureTask<@Nullable Calibration> task = new FutureTask<>(proof);
        Thread thread = new Thread(task, "proof of " + source.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return await(task, steps);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new ScanException(source.name() + " did not answer its proof within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ScanException failed) {
                throw failed;
            }
            throw new ScanException(source.name() + ": its proof failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScanException(source.name() + ": its proof was interrupted", e);
        }
    }

    /** A busy machine is slow, but goes on from step to step; a source that hangs does not. */
    private @Nullable Calibration await(FutureTask<@Nullable Calibration> task, AtomicInteger steps)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            int before = steps.get();
            try {
                return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (steps.get() == before) {
                    throw e;
                }
            }
        }
    }

    private static @Nullable Calibration run(SocketSource source, AtomicInteger steps) throws ScanException {
        List<AutoCloseable> open = new ArrayList<>();
        List<ProofTransfer> transfers = new ArrayList<>();
        source.listLoopback(true);
        try {
            source.read(); // from here on it notices sockets that close
            steps.incrementAndGet();
            for (String loopback : List.of("127.0.0.1", "::1")) {
                move(loopback, open, transfers, steps);
            }
            if (transfers.isEmpty()) {
                return null;
            }
            SocketTable table = source.read();
            return new ProofJudge(transfers, table, ProcessHandle.current().pid()).judge(source.name());
        } finally {
            source.listLoopback(false);
            open.forEach(LoopbackProof::close);
        }
    }

    /** A machine without this version of IP, or without loopback, leaves its part of the proof out. */
    private static void move(
            String loopback, List<AutoCloseable> open, List<ProofTransfer> transfers, AtomicInteger steps) {
        try {
            InetAddress address = InetAddress.getByName(loopback);
            List<ProofTransfer> moved = new ArrayList<>(tcp(address, open));
            steps.incrementAndGet();
            moved.addAll(udp(address, open));
            steps.incrementAndGet();
            transfers.addAll(moved);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("no proof over {}", loopback, e);
        }
    }

    private static List<ProofTransfer> tcp(InetAddress address, List<AutoCloseable> open) throws IOException {
        List<ProofTransfer> moved = new ArrayList<>();
        TcpPair bulk = keep(TcpPair.open(address, false), open);
        bulk.exchange(BULK_UP, BULK_DOWN);
        moved.addAll(bulk.transfers(ProofTransfer.TransferKind.BULK));
        TcpPair small = keep(TcpPair.open(address, false), open);
        small.pingPong(ROUNDS, REQUEST, ANSWER);
        moved.addAll(small.transfers(ProofTransfer.TransferKind.SMALL));
        TcpPair stuck = keep(TcpPair.open(address, true), open);
        stuck.fill();
        moved.addAll(stuck.transfers(ProofTransfer.TransferKind.STUCK));
        try (TcpPair closed = TcpPair.open(address, false)) {
            closed.exchange(BULK_UP / 10, BULK_DOWN / 10);
            moved.addAll(closed.transfers(ProofTransfer.TransferKind.CLOSED));
        }
        return moved;
    }

    private static List<ProofTransfer> udp(InetAddress address, List<AutoCloseable> open) throws IOException {
        UdpPair bulk = keep(UdpPair.open(address), open);
        bulk.exchange(ROUNDS, DATAGRAM, DATAGRAM_BACK);
        UdpPair small = keep(UdpPair.open(address), open);
        small.exchange(ROUNDS, REQUEST, ANSWER);
        List<ProofTransfer> moved = new ArrayList<>(bulk.transfers(ProofTransfer.TransferKind.BULK));
        moved.addAll(small.transfers(ProofTransfer.TransferKind.SMALL));
        return moved;
    }

    private static <T extends AutoCloseable> T keep(T each, List<AutoCloseable> open) {
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
