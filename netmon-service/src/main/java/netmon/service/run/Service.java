package netmon.service.run;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import netmon.apps.AppCache;
import netmon.model.LastReading;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.protocol.StatusReply;
import netmon.scan.Clock;
import netmon.service.control.ControlSocket;
import netmon.service.control.LiveRequest;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;
import netmon.service.settings.Settings;
import netmon.service.sources.Sources;
import netmon.service.tick.Metronome;
import netmon.service.tick.SampleQueue;
import netmon.service.tick.SocketAttribution;
import netmon.service.tick.Tick;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service at work: a tick a beat until it is stopped. One thread does everything. */
public final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final SplittableRandom random = new SplittableRandom();
    private final Tick tick;
    private final LoadMeter effort;
    private final SampleQueue outbox;
    private final Clock clock;
    private final @Nullable Heartbeat heartbeat;
    private final CompactionSchedule housekeeping;
    private final FailureLog tickTrouble = new FailureLog("tick");
    private final FailureLog controlTrouble = new FailureLog("control socket");
    private final FailureLog heartbeatTrouble = new FailureLog("heartbeat");
    private final Metronome metronome;
    private volatile boolean stopped;
    private final @Nullable ControlSocket control;
    private volatile @Nullable Thread thread;

    /** One that nobody asks for its last look. */
    public Service(
            Sources sources,
            TrafficWriter log,
            @Nullable Heartbeat heartbeat,
            @Nullable ControlSocket control,
            LoadMeter effort,
            @Nullable LastReading last,
            Settings settings) {
        this(
                sources,
                log,
                new LiveRequest(sources.clock(), sources.processes()),
                heartbeat,
                control,
                effort,
                last,
                settings);
    }

    /**
     * Puts the parts together.
     *
     * @param live is shown each look
     * @param heartbeat null where nobody asks whether the service lives, in a replay
     * @param control where the command asks, between the beats; null where nobody can
     * @param effort is told what it costs
     * @param last what the last run left; null in an empty database
     */
    Service(
            Sources sources,
            TrafficWriter log,
            LiveRequest live,
            @Nullable Heartbeat heartbeat,
            @Nullable ControlSocket control,
            LoadMeter effort,
            @Nullable LastReading last,
            Settings settings) {
        this.clock = sources.clock();
        this.heartbeat = heartbeat;
        this.control = control;
        this.effort = effort;
        long interval = settings.interval().toNanos();
        this.metronome =
                control == null ? new Metronome(interval) : new Metronome(interval, System::nanoTime, this::serve);
        this.outbox = new SampleQueue(log, clock, settings.mayWait());
        this.housekeeping =
                new CompactionSchedule(log.compaction(settings.tiers()), clock::monotonicNanos, effort::compacted);
        AppCache apps = new AppCache(sources.processes()::of, sources.processes()::started, clock::monotonicNanos);
        this.tick = new Tick(
                sources,
                new SocketAttribution(apps),
                outbox,
                live,
                effort,
                settings.interval().toMillis(),
                last);
    }

    /**
     * Ticks until {@link #stop}, then writes what is pending; or until the database is lost.
     *
     * @param beside what else is done after each tick, with the wall clock's epoch seconds
     * @return why it is lost: what waits is in {@link #waiting}; null if the service was stopped
     */
    @Nullable
    StoreException run(LongConsumer beside) {
        thread = Thread.currentThread();
        do {
            step();
            housekeeping.work(clock.wallMillis() / 1000);
            beside.accept(clock.wallMillis() / 1000);
            glance();
        } while (lost() == null && awaitBeat());
        StoreException lost = lost();
        if (lost == null) {
            finish();
        }
        return lost;
    }

    /** The samples that are in no database yet. */
    List<Sample> waiting() {
        return outbox.waiting();
    }

    private @Nullable StoreException lost() {
        return outbox.lost() == null ? housekeeping.lost() : outbox.lost();
    }

    private boolean awaitBeat() {
        boolean beat = metronome.await(() -> stopped);
        effort.began(metronome.lateNanos(), metronome.missed());
        return beat;
    }

    /** Glances at random moments before the next beat, where the sockets come and go too fast for looks. */
    private void glance() {
        int glances = tick.glancesWanted();
        for (int i = 0; i < glances; i++) {
            if (metronome.awaitPart((i + random.nextDouble()) / glances, () -> stopped)) {
                tick.glance();
            }
        }
    }

    /** One tick that the caller times, for replays. */
    public void step() {
        long begun = clock.monotonicNanos();
        if (succeeds(tick::run)) {
            beat();
        }
        long now = clock.monotonicNanos();
        effort.ticked(now, now - begun);
    }

    /** Writes what is pending, where {@link #step} was used. */
    public void finish() {
        succeeds(tick::finish);
        if (!outbox.flush()) {
            LOG.error("stopping with samples that could not be written; their bytes are booked at the next start");
        }
        endHeartbeat();
    }

    /** Writes the samples that wait for more of them. */
    void writeWaiting() {
        outbox.flush();
    }

    /** The samples that cannot be written at present; null while writing works. */
    StatusReply.@Nullable Unwritten unwritten() {
        return outbox.unwritten();
    }

    /** Ends {@link #run} soon, from any thread. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        if (control != null) {
            control.wake();
        }
    }

    /** A defect must not end the measuring; the counters' difference spans the lost tick. */
    private boolean succeeds(Runnable work) {
        try {
            work.run();
            tickTrouble.over();
            return true;
        } catch (RuntimeException e) {
            tickTrouble.because(e);
            return false;
        }
    }

    /** Waits and answers meanwhile; where that fails, only waits. */
    private void serve(long nanos) {
        if (control == null) {
            return;
        }
        try {
            control.serve(nanos);
            controlTrouble.over();
        } catch (RuntimeException e) {
            controlTrouble.because(e);
            LockSupport.parkNanos(this, nanos);
        }
    }

    private void endHeartbeat() {
        try {
            if (heartbeat != null) {
                heartbeat.close();
            }
        } catch (StoreException e) {
            heartbeatTrouble.because(e);
        }
    }

    private void beat() {
        if (heartbeat == null) {
            return;
        }
        try {
            heartbeat.beat(clock.wallMillis());
            heartbeatTrouble.over();
        } catch (StoreException e) {
            heartbeatTrouble.because(e);
        }
    }
}
