package netmon.service.run;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import netmon.scan.Clock;
import netmon.service.control.ControlSocket;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;
import netmon.service.tick.Metronome;
import netmon.service.tick.SampleQueue;
import netmon.service.tick.Tick;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * The loop of the service: at each beat a tick, then the duties, then requests until the next beat. One thread does
 * all.
 */
final class Service {
    private final SplittableRandom random = new SplittableRandom();
    private final Tick tick;
    private final SampleQueue queue;
    private final List<PeriodicDuty> duties;
    private final Heartbeat heartbeat;
    private final @Nullable ControlSocket control;
    private final Clock clock;
    private final LoadMeter load;
    private final Metronome metronome;
    private final FailureLog loopFailures = new FailureLog("service");
    private final FailureLog controlFailures = new FailureLog("control socket");
    private final FailureLog heartbeatFailures = new FailureLog("heartbeat");
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;

    /** @param control answers requests between the beats; null if it could not be opened */
    Service(
            Tick tick,
            SampleQueue queue,
            List<PeriodicDuty> duties,
            Heartbeat heartbeat,
            @Nullable ControlSocket control,
            Clock clock,
            LoadMeter load,
            long intervalNanos) {
        this.tick = tick;
        this.queue = queue;
        this.duties = List.copyOf(duties);
        this.heartbeat = heartbeat;
        this.control = control;
        this.clock = clock;
        this.load = load;
        this.metronome = new Metronome(intervalNanos, System::nanoTime, this::serve);
    }

    /** Ticks until {@link #stop}, then writes the waiting samples; or until the database is lost. */
    void run() {
        thread = Thread.currentThread();
        if (stopped) {
            return; // a signal during the start
        }
        try {
            do {
                loopFailures.attempt(this::tickAndWork);
            } while (queue.lost() == null && awaitBeat());
        } catch (OutOfMemoryError e) {
            queue.finish(); // what the failed part held is free again, so the rows can be written
            throw e;
        }
        if (queue.lost() == null) {
            tick.finish();
            queue.finish();
            heartbeatFailures.attempt(heartbeat::close);
        }
    }

    private void tickAndWork() {
        if (tick.run()) {
            heartbeatFailures.attempt(() -> heartbeat.beat(clock.wallMillis()));
        }
        for (PeriodicDuty each : duties) {
            each.work(clock.monotonicNanos(), clock.wallMillis() / 1000);
        }
        quickPolls();
    }

    /** Ends {@link #run} soon. Any thread may call it. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        if (control != null) {
            control.wake();
        }
    }

    private boolean awaitBeat() {
        boolean beat = metronome.await(() -> stopped);
        loopFailures.attempt(() -> load.beat(metronome.lateNanos(), metronome.missed()));
        return beat;
    }

    /**
     * Polls at random moments before the next beat, where sockets are opened and closed too fast for polls at beats
     * only.
     */
    private void quickPolls() {
        int polls = tick.quickPollsWanted();
        for (int i = 0; i < polls; i++) {
            if (metronome.awaitPart((i + random.nextDouble()) / polls, () -> stopped)) {
                tick.quickPoll();
            }
        }
    }

    /** Answers requests while it waits. Without a control socket, or if that fails, it only waits. */
    private void serve(long nanos) {
        ControlSocket open = control;
        if (open == null || !controlFailures.attempt(() -> open.serve(nanos))) {
            LockSupport.parkNanos(this, nanos);
        }
    }
}
