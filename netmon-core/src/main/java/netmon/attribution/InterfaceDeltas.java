package netmon.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import netmon.attribution.KnownInterfaces.ByteCounter;
import netmon.attribution.KnownInterfaces.ByteCounter.CounterStep;
import netmon.attribution.KnownInterfaces.ByteCounter.Move;
import netmon.attribution.KnownInterfaces.KnownInterface;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Computes the bytes that interfaces moved between two readings. Counters are unsigned 64-bit numbers, each judged by
 * itself. One that became a little smaller was corrected by its driver: that is no traffic, and the bytes that it gains
 * again are booked already. One just below 4 GiB that became small wrapped at 32 bits. Any other that became smaller
 * was reset, and its new value is its traffic since.
 */
public final class InterfaceDeltas {
    /** The most that all interfaces together can move in one step, so that their sum does not overflow. */
    private static final long MOST_BYTES = 1L << 62;

    /** The limit is divided among at least so many interfaces: a jump of 64 PiB means a broken counter. */
    private static final int MIN_SHARERS = 64;

    /**
     * The step between two readings.
     *
     * @param delta the traffic, one row an interface or a group; those that moved nothing are left out
     * @param resets names of the interfaces with a counter that was reset
     * @param implausible names of the interfaces with an impossible jump; nothing is booked for that counter
     */
    public record DeltaResult(Delta delta, List<String> resets, List<String> implausible) {}

    private static final class Tally {
        private final Map<String, InterfaceTraffic> moved = new LinkedHashMap<>();
        private final List<String> resets = new ArrayList<>();
        private final List<String> implausible = new ArrayList<>();
        private final boolean narrow;
        private final long most;

        Tally(Counters now) {
            narrow = now.narrow();
            most = MOST_BYTES / Math.max(MIN_SHARERS, now.interfaces().size());
        }

        KnownInterface add(Interface now, KnownInterface before) {
            Move receiving = before.received().move(now.received(), narrow);
            Move sending = before.sent().move(now.sent(), narrow);
            boolean reset = receiving == Move.RESET || sending == Move.RESET;
            CounterStep received = before.received().step(now.received(), unlessReset(receiving, reset), most);
            CounterStep sent = before.sent().step(now.sent(), unlessReset(sending, reset), most);
            if (reset) {
                resets.add(now.name());
            }
            if (!received.plausible() || !sent.plausible()) {
                implausible.add(now.name());
            }
            Traffic traffic = new Traffic(received.bytes(), sent.bytes());
            if (!traffic.isNone()) {
                String row = now.recordedAs();
                moved.merge(row, new InterfaceTraffic(row, now.counted(), traffic), Tally::sum);
            }
            return new KnownInterface(now.hardwareAddress(), received.counter(), sent.counter());
        }

        DeltaResult step() {
            return new DeltaResult(new Delta(List.copyOf(moved.values())), resets, implausible);
        }

        /** The other counter's move in a reading in which one was reset: a reset concerns both, so it did not wrap. */
        private static Move unlessReset(Move move, boolean reset) {
            return reset && move == Move.WRAP ? Move.RESET : move;
        }

        /** Two links under one cut-off name ({@code utun8}) are one row, and so are the links of a group. */
        private static InterfaceTraffic sum(InterfaceTraffic one, InterfaceTraffic other) {
            Traffic both = one.traffic().plus(other.traffic());
            return new InterfaceTraffic(one.name(), one.counted() || other.counted(), both);
        }
    }

    private final KnownInterfaces known = new KnownInterfaces();
    private boolean baseline;
    private String boot = "";

    /** Starts with a baseline: the first reading moves nothing. */
    public InterfaceDeltas() {
        baseline = true;
    }

    /** Continues from a stored reading: the first step contains all traffic since. */
    public InterfaceDeltas(Counters stored) {
        boot = stored.boot();
        known.addStored(stored);
    }

    public DeltaResult update(Counters now) {
        enterBoot(now.boot());
        Tally tally = new Tally(now);
        List<@Nullable KnownInterface> before = known.take(now.interfaces());
        for (int i = 0; i < before.size(); i++) {
            Interface each = now.interfaces().get(i);
            KnownInterface last = Objects.requireNonNullElse(before.get(i), KnownInterface.NEW);
            known.put(each, baseline ? first(each) : tally.add(each, last));
        }
        baseline = false;
        known.forgetOldest(now.interfaces().size());
        return tally.step();
    }

    private static KnownInterface first(Interface now) {
        return new KnownInterface(now.hardwareAddress(), ByteCounter.at(now.received()), ByteCounter.at(now.sent()));
    }

    /**
     * After a restart of the machine every counter began at zero. An unknown boot counts as the last known one, and as
     * the next known one: otherwise bytes that are booked already would count again.
     */
    private void enterBoot(String now) {
        if (!now.isEmpty() && !boot.isEmpty() && !boot.equals(now)) {
            known.clear();
        }
        boot = now;
    }
}
