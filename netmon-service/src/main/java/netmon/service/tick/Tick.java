package netmon.service.tick;

import java.time.Duration;
import java.util.List;
import netmon.apps.AppCache;
import netmon.attribution.InterfaceDeltas;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.LastReading;
import netmon.model.PlainText;
import netmon.model.Sample;
import netmon.model.SocketTable;
import netmon.model.Substitute;
import netmon.protocol.StatusReply;
import netmon.scan.Clock;
import netmon.service.load.LoadMeter;
import netmon.service.log.FailureLog;
import netmon.service.sources.Sources;
import org.jspecify.annotations.Nullable;

/**
 * One tick: reads the interfaces, then at once the sockets, divides the bytes among the applications, and passes the
 * sample to the listener.
 *
 * <p>A part that fails costs its own part of the tick only: without sockets the bytes wait for the next poll, and after
 * a longer failure every byte is Unattributed; without interfaces the next difference spans the missed time.
 */
public final class Tick {
    private static final Delta NO_BYTES = new Delta(List.of());

    private final Clock clock;
    private final LoadMeter load;
    private final FailureLog failures = new FailureLog("tick");
    private final PendingTraffic pending = new PendingTraffic();
    private final CounterEvents events = new CounterEvents(pending);
    private final ClockWatch clocks;
    private final InterfaceReader interfaces;
    private final InterfaceDeltas deltas;
    private final SocketReader sockets;
    private final SocketReadSchedule schedule;
    private final SocketAttribution attribution;
    private final SampleListener listener;
    private final @Nullable LastReading stored;

    /** The counters of the last sample, which the database has; null if it has none. */
    private @Nullable Counters published;

    /** Epoch seconds of the last tick that read the interfaces; at first the start. */
    private long measuredAt;

    /** Epoch seconds of the last socket poll. */
    private long polledAt;

    /**
     * @param listener receives each sample
     * @param load measures what the sources cost, and spaces the socket polls when that is too much
     * @param stored the last reading of the previous run; null in an empty database
     */
    public Tick(
            Sources sources, SampleListener listener, LoadMeter load, Duration interval, @Nullable LastReading stored) {
        this.clock = sources.clock();
        this.load = load;
        this.clocks = new ClockWatch(clock, interval.toMillis());
        this.interfaces = new InterfaceReader(clock, sources.counters(), load, pending);
        this.deltas = stored == null ? new InterfaceDeltas() : new InterfaceDeltas(stored.counters());
        this.sockets = new SocketReader(sources.sockets(), clock, load);
        this.schedule = new SocketReadSchedule(load::spaceNanos);
        this.attribution = new SocketAttribution(
                new AppCache(sources.processes()::of, sources.processes()::started, clock::monotonicNanos),
                sources.processes()::started);
        this.listener = listener;
        this.stored = stored;
        this.published = stored == null ? null : stored.counters();
        this.measuredAt = clock.wallMillis() / 1000;
    }

    /** Makes one tick. False if it fails: the next difference of the counters then covers both ticks. */
    public boolean run() {
        long start = clock.monotonicNanos();
        boolean succeeded = failures.attempt(this::measure);
        if (succeeded && !interfaces.isFailing()) {
            measuredAt = clock.wallMillis() / 1000;
        }
        listener.tickEnded();
        long now = clock.monotonicNanos();
        load.ticked(now, now - start);
        return succeeded;
    }

    /** Makes the last tick: the pending bytes do not wait for a later poll. */
    public void finish() {
        failures.attempt(this::measureAll);
    }

    /** Reads the interfaces, and polls the sockets if a poll is due. */
    private void measure() {
        clocks.observe().forEach(pending::add);
        InterfaceReading before = interfaces.last();
        InterfaceReading now = interfaces.read();
        if (now == null) {
            publishGap();
            return;
        }
        if (before == null || !before.countsLike(now)) {
            events.countedChanged(now);
            if (before != null && !pending.isEmpty()) {
                pollSockets(before, true); // the pending bytes were moved under the old rule
            }
        }
        InterfaceDeltas.DeltaResult step = addDeltas(before, now);
        if (before == null) {
            start(now, step.resets());
        } else if (schedule.isDue(pending.delta().counted().total(), now.nanos())) {
            pollSockets(now, true);
        } else if (!pending.isEmpty() && pending.delta().counted().isNone() && schedule.isOverdue(now.nanos())) {
            publish(now, AttributedTraffic.unowned(pending.delta()));
        }
    }

    private void measureAll() {
        boolean failing = interfaces.isFailing(); // a signal may have ended just this last tick's program too
        measure();
        if (failing && interfaces.isFailing()) {
            interfaces.addGapUntilNow();
        }
        InterfaceReading now = interfaces.last();
        if (now != null && !pending.isEmpty()) {
            pollSockets(now, false);
        }
    }

    /** Since when nothing is measured, and why; null while ticks succeed. */
    public StatusReply.@Nullable StatusChange unmeasured() {
        if (interfaces.isFailing()) {
            return new StatusReply.StatusChange(
                    measuredAt, PlainText.of("the interfaces cannot be read: " + interfaces.reason()));
        }
        return failures.isFailing() ? new StatusReply.StatusChange(measuredAt, PlainText.of(failures.reason())) : null;
    }

    /** Writes the gap while it lasts, since until its end the command would otherwise report that nothing moved. */
    private void publishGap() {
        Counters last = published;
        Gap gap = last == null ? null : interfaces.dueGap();
        if (last != null && gap != null) {
            LastReading before = interfaces.last() == null ? stored : null;
            List<Substitute> substitutes = before == null ? attribution.substitutes() : before.substitutes();
            listener.take(new Sample(gap.to(), 0, NO_BYTES, List.of(), last, List.of(gap), substitutes), List.of());
        }
    }

    /** How many quick polls the sockets need before the next tick. */
    public int quickPollsWanted() {
        return sockets.quickPollsWanted();
    }

    /** Notes sockets that may be closed before the next tick. */
    public void quickPoll() {
        sockets.quickPoll();
    }

    private InterfaceDeltas.DeltaResult addDeltas(@Nullable InterfaceReading before, InterfaceReading now) {
        InterfaceDeltas.DeltaResult step = deltas.update(now.counters());
        pending.add(step.delta(), before == null ? now.nanos() : before.nanos());
        step.resets().forEach(attribution::counterReset);
        events.resets(step, now.at());
        return step;
    }

    /** The first reading: the bytes since the last run have no owner, and the sockets' counters are a baseline. */
    private void start(InterfaceReading now, List<String> resets) {
        AttributedTraffic traffic = attribution.start(now.counters(), pending.delta(), substitutes(now, resets));
        events.frozen(traffic.counters(), polledAt, now.at());
        if (stored != null) {
            String detail = stored.exact() ? "" : Gap.PERHAPS_LESS;
            pending.add(new Gap(Gap.Kind.NOT_RUNNING, stored.at(), now.at(), traffic.unattributed(), detail));
        }
        attribution.baseline(sockets.read(now.nanos()));
        sockets.tableUsed();
        polledAt = now.at();
        publish(now, traffic);
    }

    /** The bytes that the last run booked in place of frozen counters, except of counters that started anew since. */
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

    /**
     * Divides the pending bytes among the applications, and publishes the sample.
     *
     * @param mayWait whether a poll that fails or is torn leaves the bytes pending for the next one
     */
    private void pollSockets(InterfaceReading now, boolean mayWait) {
        SocketTable table = sockets.read(now.nanos());
        if (mayWait && !attribution.isBlind() && sockets.isWorthWaiting(now.nanos())) {
            return;
        }
        if (sockets.sourceChanged()) {
            attribution.restart();
        }
        sockets.tableUsed();
        AttributedTraffic traffic = attribution.divide(now, pending.delta(), table, sockets.isDoubtful());
        sockets.audited(attribution.watch());
        sockets.explained(traffic);
        events.frozen(traffic.counters(), polledAt, now.at());
        if (traffic.blind() && !traffic.unattributed().isNone()) {
            Gap.Kind kind = sockets.isOff() ? Gap.Kind.APP_TRACKING_OFF : Gap.Kind.SOCKETS_UNREADABLE;
            pending.add(new Gap(kind, polledAt, now.at(), traffic.unattributed(), ""));
        }
        polledAt = now.at();
        publish(now, traffic);
    }

    private void publish(InterfaceReading now, AttributedTraffic traffic) {
        Sample sample = new Sample(
                now.at(),
                pending.nanosUntil(now),
                traffic.delta(),
                traffic.apps(),
                now.counters(),
                pending.gaps(),
                attribution.substitutes());
        published = now.counters();
        pending.clear();
        schedule.polled(now.nanos(), sockets.lastCostNanos(), sockets.spacingNanos());
        listener.take(sample, traffic.claims());
    }
}
