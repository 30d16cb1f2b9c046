package netmon.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.attribution.FrozenCounters;
import netmon.attribution.InterfaceDeltas;
import netmon.attribution.SocketTraffic;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.Interface;
import netmon.model.Sample;
import netmon.model.SocketTable;
import netmon.model.Traffic;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.ScanException;
import netmon.scan.SocketScanner;
import netmon.store.LastReading;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the machine: the interfaces, then at once the sockets, then who moved what, then the database.
 *
 * <p>The only place of the loop that catches: a source that fails costs its own part of the tick.
 */
final class Tick {
    private static final Logger LOG = LoggerFactory.getLogger(Tick.class);

    private final Clock clock;
    private final CounterSource counterSource;
    private final @Nullable SocketScanner sockets;
    private final Attribution attribution;
    private final Outbox outbox;
    private final TimeWatch time;
    private final LookPace pace = new LookPace();
    private final FrozenCounters frozen = new FrozenCounters();
    private final Held held = new Held();
    private final Trouble counterTrouble = new Trouble("interfaces");
    private final Trouble socketTrouble = new Trouble("sockets");
    private final @Nullable LastReading stored;
    private InterfaceDeltas interfaces;
    private @Nullable Counters last;
    private long lastLook;
    private long unreadableSince;

    /**
     * @param stored what the database holds of the last run; null in an empty one
     */
    Tick(Sources sources, Attribution attribution, Outbox outbox, long intervalMillis, @Nullable LastReading stored) {
        this.clock = sources.clock();
        this.counterSource = sources.counters();
        this.sockets = sources.sockets();
        this.attribution = attribution;
        this.outbox = outbox;
        this.time = new TimeWatch(clock, intervalMillis);
        this.stored = stored;
        this.interfaces = stored == null ? new InterfaceDeltas() : new InterfaceDeltas(stored.counters());
    }

    /** Reads, and writes if it is time to. */
    void run() {
        run(false);
    }

    /** The last tick: writes what is pending. */
    void finish() {
        run(true);
        if (!outbox.flush()) {
            LOG.error("stopping with samples that could not be written; their bytes are booked at the next start");
        }
    }

    /** How often to glance before the next tick. */
    int glancesWanted() {
        return sockets == null ? 0 : sockets.glancesWanted();
    }

    /** Notes sockets that may be gone by the next tick. */
    void glance() {
        try {
            if (sockets != null) {
                sockets.glance();
            }
        } catch (ScanException e) {
            LOG.debug("a glance failed; the next look tells it: {}", e.getMessage());
        }
    }

    private void run(boolean now) {
        Counters counters = readCounters();
        if (counters == null) {
            return;
        }
        time.observe().forEach(held::add);
        if (last != null && !counted(last).equals(counted(counters)) && !held.isEmpty()) {
            look(last); // what is held was moved under the old rule
        }
        InterfaceDeltas.Step step = interfaces.update(counters);
        held.add(step.delta());
        tellChanges(step);
        boolean first = last == null;
        last = counters;
        if (first) {
            begin(counters);
        } else if ((now && !held.isEmpty())
                || pace.isDue(held.delta().counted().total(), clock.monotonicNanos(), cost())) {
            look(counters);
        }
    }

    private @Nullable Counters readCounters() {
        try {
            Counters counters = counterSource.read();
            counterTrouble.over();
            return counters;
        } catch (ScanException e) {
            counterTrouble.because(e);
            return null;
        }
    }

    /** The first reading: what has flowed since the last run has no owner; the sockets' counters are a baseline. */
    private void begin(Counters counters) {
        Delta delta = held.delta();
        if (stored != null) {
            held.add(new Gap(Gap.Kind.NOT_RUNNING, stored.at(), seconds(), delta.counted(), ""));
        }
        attribution.baseline(readSockets());
        lookedAt(clock.monotonicNanos());
        List<AppTraffic> apps = new ArrayList<>();
        if (!delta.counted().isNone()) {
            apps.add(new AppTraffic(App.UNATTRIBUTED, delta.counted(), Traffic.NONE));
        }
        outbox.add(new Sample(seconds(), 0, delta, apps, counters, held.take()));
    }

    /** Divides what is held among the applications, and writes it. */
    private void look(Counters counters) {
        long now = clock.monotonicNanos();
        SocketTable table = readSockets();
        List<SocketTraffic> moved = table == null ? List.of() : attribution.moved(table, counters);
        FrozenCounters.Step step = frozen.update(counters, held.delta(), moved);
        tellFrozen(step);
        List<AppTraffic> apps = attribution.split(step.delta().counted(), moved, table);
        outbox.add(new Sample(seconds(), now - lastLook, step.delta(), apps, counters, held.take()));
        lookedAt(now);
    }

    private void lookedAt(long now) {
        lastLook = now;
        pace.looked(now);
    }

    /** The sockets; null where they are not asked for or cannot be read. */
    private @Nullable SocketTable readSockets() {
        if (sockets == null) {
            return null;
        }
        try {
            int generation = sockets.generation();
            SocketTable table = sockets.read();
            if (socketTrouble.over()) {
                held.add(new Gap(Gap.Kind.SOCKETS_UNREADABLE, unreadableSince, seconds(), Traffic.NONE, ""));
            }
            if (generation != sockets.generation()) {
                attribution.restart();
            }
            return table;
        } catch (ScanException e) {
            if (socketTrouble.because(e)) {
                unreadableSince = seconds();
            }
            attribution.restart();
            return null;
        }
    }

    private void tellChanges(InterfaceDeltas.Step step) {
        for (String name : step.resets()) {
            held.add(new Gap(Gap.Kind.COUNTER_RESET, seconds(), seconds(), Traffic.NONE, name));
        }
        for (String name : step.implausible()) {
            LOG.warn("the counter of {} jumped beyond reason; its bytes are left out", name);
            held.add(new Gap(Gap.Kind.COUNTER_RESET, seconds(), seconds(), Traffic.NONE, name + " (implausible)"));
        }
    }

    private void tellFrozen(FrozenCounters.Step step) {
        for (String name : step.frozen()) {
            LOG.warn("the receive counter of {} stands still; booking what its sockets say", name);
        }
        for (Map.Entry<String, Long> each : step.thawed().entrySet()) {
            LOG.info("the receive counter of {} moves again", each.getKey());
            held.add(new Gap(
                    Gap.Kind.COUNTER_FROZEN, seconds(), seconds(), new Traffic(each.getValue(), 0), each.getKey()));
        }
    }

    private long cost() {
        return sockets == null ? 0 : sockets.lastCostNanos();
    }

    private long seconds() {
        return clock.wallMillis() / 1000;
    }

    private static Set<String> counted(Counters counters) {
        Set<String> names = new HashSet<>();
        for (Interface each : counters.interfaces()) {
            if (each.counted()) {
                names.add(each.name());
            }
        }
        return names;
    }
}
