package netmon.service.tick;

import java.util.List;
import java.util.Map;
import netmon.attribution.InterfaceDeltas;
import netmon.model.Gap;
import netmon.model.LastReading;
import netmon.model.Sample;
import netmon.model.SocketTable;
import netmon.model.Substitute;
import netmon.model.Traffic;
import netmon.scan.Clock;
import netmon.scan.CounterSource;
import netmon.scan.ScanException;
import netmon.scan.SocketScanner;
import netmon.service.control.LiveRequest;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;
import netmon.service.sources.Sources;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the machine: the interfaces, then at once the sockets, then who moved what, then the database.
 *
 * <p>A source that fails, or the attribution, costs its own part of the tick: without sockets every byte is
 * Unattributed, without interfaces the next difference spans what was missed.
 */
public final class Tick {
    private static final Logger LOG = LoggerFactory.getLogger(Tick.class);

    private final Clock clock;
    private final CounterSource counterSource;
    private final @Nullable SocketScanner sockets;
    private final SocketAttribution attribution;
    private final SampleQueue outbox;
    private final LiveRequest live;
    private final ClockWatch time;
    private final SocketReadSchedule pace;
    private final LoadMeter effort;
    private final PendingTraffic held = new PendingTraffic();
    private final FailureLog counterTrouble = new FailureLog("interfaces");
    private final FailureLog socketTrouble = new FailureLog("sockets");
    private final FailureLog attributionTrouble = new FailureLog("attribution");
    private final InterfaceDeltas interfaces;
    private final @Nullable LastReading stored;
    private @Nullable InterfaceReading last;

    /** Epoch seconds of the last look. */
    private long lookedAt;

    /**
     * @param live is shown each look
     * @param effort is told what the sources cost, and tells whether to spare them
     * @param stored what the database holds of the last run; null in an empty one
     */
    public Tick(
            Sources sources,
            SocketAttribution attribution,
            SampleQueue outbox,
            LiveRequest live,
            LoadMeter effort,
            long intervalMillis,
            @Nullable LastReading stored) {
        this.clock = sources.clock();
        this.counterSource = sources.counters();
        this.sockets = sources.sockets();
        this.attribution = attribution;
        this.outbox = outbox;
        this.live = live;
        this.effort = effort;
        this.pace = new SocketReadSchedule(effort::spaceNanos);
        this.time = new ClockWatch(clock, intervalMillis);
        this.stored = stored;
        this.interfaces = stored == null ? new InterfaceDeltas() : new InterfaceDeltas(stored.counters());
    }

    /** Reads, and writes if it is time to. */
    public void run() {
        time.observe().forEach(held::add);
        InterfaceReading before = last;
        InterfaceReading now = read(before);
        if (now != null) {
            last = now;
            take(before, now);
        }
        outbox.send();
    }

    /** The last tick: what is held is not kept for a later look. */
    public void finish() {
        boolean failing = counterTrouble.isFailing(); // a signal may have ended just this last tick's program too
        run();
        InterfaceReading now = last;
        if (now != null && failing && counterTrouble.isFailing()) {
            held.add(unreadable(now.at(), seconds())); // the next run knows only when this one ended
        }
        if (now != null && !held.isEmpty()) {
            look(now);
        }
    }

    /** How often to glance before the next tick. */
    public int glancesWanted() {
        return sockets == null ? 0 : sockets.quickPollsWanted();
    }

    /** Notes sockets that may be gone by the next tick. */
    public void glance() {
        if (sockets == null) {
            return;
        }
        long begun = clock.monotonicNanos();
        try {
            sockets.quickPoll();
        } catch (ScanException | RuntimeException e) {
            LOG.debug("a glance failed; the next look tells it", e);
        }
        effort.glanced(clock.monotonicNanos() - begun);
    }

    /** The interfaces; null where they cannot be read. */
    private @Nullable InterfaceReading read(@Nullable InterfaceReading before) {
        try {
            long begun = clock.monotonicNanos();
            InterfaceReading now = new InterfaceReading(seconds(), begun, counterSource.read());
            effort.readInterfaces(clock.monotonicNanos() - begun);
            if (counterTrouble.over() && before != null) {
                held.add(unreadable(before.at(), now.at()));
            }
            return now;
        } catch (ScanException | RuntimeException e) {
            counterTrouble.because(e);
            return null;
        }
    }

    private void take(@Nullable InterfaceReading before, InterfaceReading now) {
        boolean countsAnew = before == null || !before.countsLike(now);
        if (countsAnew) {
            tellCounted(now);
        }
        if (before != null && countsAnew && !held.isEmpty()) {
            look(before); // what is held was moved under the old rule
        }
        InterfaceDeltas.DeltaResult step = interfaces.update(now.counters());
        held.add(step.delta(), before == null ? now.nanos() : before.nanos());
        tellChanges(step, now.at());
        if (before == null) {
            begin(now, step.resets());
        } else if (pace.isDue(held.delta().counted().total(), now.nanos())) {
            look(now);
        } else if (!held.isEmpty() && held.delta().counted().isNone() && pace.isOverdue(now.nanos())) {
            write(now, SocketAttribution.AttributedRead.unowned(held.delta()));
        }
    }

    /** The first reading: what has flowed since the last run has no owner; the sockets' counters are a baseline. */
    private void begin(InterfaceReading now, List<String> resets) {
        SocketAttribution.AttributedRead look =
                attribution.begin(now.counters(), held.delta(), substitutes(now, resets));
        tellFrozen(look, now.at());
        if (stored != null) {
            String detail = stored.exact() ? "" : Gap.PERHAPS_LESS;
            held.add(new Gap(Gap.Kind.NOT_RUNNING, stored.at(), now.at(), look.unattributed(), detail));
        }
        attribution.baseline(readSockets());
        lookedAt = now.at();
        write(now, look);
    }

    /** What the last run booked in the place of still counters, those left out that began anew since. */
    private List<Substitute> substitutes(InterfaceReading now, List<String> resets) {
        if (stored == null) {
            return List.of();
        }
        String then = stored.counters().boot();
        String boot = now.counters().boot();
        boolean sameBoot = then.equals(boot) || then.isEmpty() || boot.isEmpty();
        return stored.substitutes().stream()
                .filter(each -> sameBoot && !resets.contains(each.name()))
                .toList();
    }

    /** Divides what is held among the applications, and writes it. */
    private void look(InterfaceReading now) {
        SocketAttribution.AttributedRead look = divide(now);
        tellFrozen(look, now.at());
        if (look.blind() && !look.unattributed().isNone()) {
            Gap.Kind kind = sockets == null ? Gap.Kind.APP_TRACKING_OFF : Gap.Kind.SOCKETS_UNREADABLE;
            held.add(new Gap(kind, lookedAt, now.at(), look.unattributed(), ""));
        }
        lookedAt = now.at();
        write(now, look);
    }

    private void write(InterfaceReading now, SocketAttribution.AttributedRead look) {
        long nanos = held.nanosUntil(now);
        Sample sample = new Sample(
                now.at(), nanos, look.delta(), look.apps(), now.counters(), held.gaps(), attribution.substitutes());
        held.clear();
        pace.looked(now.nanos(), cost());
        outbox.add(sample);
        live.see(now.at(), nanos, look.claims(), look.apps());
    }

    private SocketAttribution.AttributedRead divide(InterfaceReading now) {
        SocketTable table = readSockets();
        try {
            SocketAttribution.AttributedRead look = attribution.divide(now.counters(), held.delta(), table);
            if (!look.blind()) {
                attributionTrouble.over(); // a baseline asks for nobody's name
            }
            return look;
        } catch (RuntimeException e) {
            attributionTrouble.because(e);
            attribution.restart();
            return SocketAttribution.AttributedRead.unowned(held.delta());
        }
    }

    /** The sockets; null where they are not asked for or cannot be read. */
    private @Nullable SocketTable readSockets() {
        if (sockets == null) {
            return null;
        }
        try {
            int generation = sockets.generation();
            SocketTable table = sockets.read();
            socketTrouble.over();
            effort.looked(sockets.lastCostNanos());
            if (generation != sockets.generation()) {
                attribution.restart();
            }
            return table;
        } catch (ScanException | RuntimeException e) {
            socketTrouble.because(e);
            return null;
        }
    }

    private static void tellCounted(InterfaceReading now) {
        if (now.counted().isEmpty()) {
            LOG.warn("no interface counts, so no application has a byte");
        } else {
            LOG.info("interfaces that count: {}", String.join(", ", now.counted()));
        }
    }

    private void tellChanges(InterfaceDeltas.DeltaResult step, long at) {
        for (String name : step.resets()) {
            attribution.counterReset(name);
            held.add(gap(Gap.Kind.COUNTER_RESET, at, at, name));
        }
        for (String name : step.implausible()) {
            LOG.warn("the counter of {} jumped beyond reason; its bytes are left out", name);
            held.add(gap(Gap.Kind.COUNTER_RESET, at, at, name + " (implausible)"));
        }
    }

    private void tellFrozen(SocketAttribution.AttributedRead look, long at) {
        for (String name : look.frozen()) {
            LOG.warn("the receive counter of {} stands still; booking what its sockets say", name);
        }
        for (Map.Entry<String, Long> each : look.thawed().entrySet()) {
            LOG.info("the receive counter of {} moves again", each.getKey());
            held.add(new Gap(Gap.Kind.COUNTER_FROZEN, at, at, new Traffic(each.getValue(), 0), each.getKey()));
        }
    }

    private static Gap unreadable(long from, long to) {
        return gap(Gap.Kind.STALLED, from, to, "interfaces unreadable");
    }

    private static Gap gap(Gap.Kind kind, long from, long to, String detail) {
        return new Gap(kind, from, to, Traffic.NONE, detail);
    }

    private long cost() {
        return sockets == null ? 0 : sockets.lastCostNanos();
    }

    private long seconds() {
        return clock.wallMillis() / 1000;
    }
}
