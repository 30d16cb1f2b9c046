package netmon.service.proof;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import netmon.model.Calibration;
import netmon.scan.ScanException;
import netmon.scan.SocketSource;
import netmon.scan.SourceProof;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves known bytes between sockets of this process over loopback, polls the source and judges its numbers. A proof
 * that takes too long is abandoned; until its thread has left the source, the source is not read by others.
 */
public final class LoopbackProof implements SourceProof {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackProof.class);

    /** The longest time of one step; a service starts without its first sample for as long. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** How many times as long a source may take while the machine is busy. */
    private static final int BUSY_LIMITS = 4;

    private final Duration limit;
    private final BooleanSupplier machineIsBusy;
    private final Function<SocketSource, ProofRun> runs;

    /** The threads of proofs that were abandoned while they used their source. */
    private final Map<SocketSource, Thread> unanswered = new WeakHashMap<>();

    public LoopbackProof() {
        this(LIMIT, new MachineSpeed(), ProofRun::new);
    }

    LoopbackProof(Duration limit, BooleanSupplier machineIsBusy, Function<SocketSource, ProofRun> runs) {
        this.limit = limit;
        this.machineIsBusy = machineIsBusy;
        this.runs = runs;
    }

    @Override
    public @Nullable Calibration prove(SocketSource source) throws ScanException {
        if (source.provesItself()) {
            return null;
        }
        Thread last = unanswered.get(source);
        if (last != null && last.isAlive()) {
            throw new UnansweredException(source.name() + " has not answered its last proof yet");
        }
        unanswered.remove(source);
        ProofRun run = runs.apply(source);
        FutureTask<@Nullable Calibration> task = new FutureTask<>(run);
        Thread thread = new Thread(task, "proof of " + source.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return await(run, task, thread);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ScanException failed) {
                throw failed;
            }
            throw new ScanException(source.name() + ": its proof failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            giveUp(run, thread, source);
            Thread.currentThread().interrupt();
            throw new ScanException(source.name() + ": its proof was interrupted", e);
        }
    }

    /**
     * A busy machine is slow, but goes on from step to step; a source that hangs does not. It is given more time while
     * the machine is busy. A step that does not use the source says nothing about it, however long it takes.
     */
    private @Nullable Calibration await(ProofRun run, FutureTask<@Nullable Calibration> task, Thread thread)
            throws InterruptedException, ExecutionException, ScanException {
        int limits = 0;
        while (true) {
            int before = run.steps();
            try {
                return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                limits = run.steps() == before ? limits + 1 : 0;
                boolean mayWait =
                        limits == 0 || (run.usesSource() && limits < BUSY_LIMITS && machineIsBusy.getAsBoolean());
                if (!mayWait) {
                    return giveUp(run, thread, run.source());
                }
            }
        }
    }

    /** Ends the proof. Its thread is interrupted, so that a program that hangs is killed. */
    private Calibration giveUp(ProofRun run, Thread thread, SocketSource source) throws UnansweredException {
        boolean isFree = run.abandon();
        thread.interrupt();
        if (isFree) {
            LOG.info("the machine is too busy to prove {}; it is proven later", source.name());
            return Calibration.unknown(source.name());
        }
        unanswered.put(source, thread);
        throw new UnansweredException(source.name() + " did not answer its proof within " + limit.toMillis() + " ms");
    }
}
