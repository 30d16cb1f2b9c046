package netmon.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Interface;
import netmon.model.InterfaceTraffic;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Computes the bytes that interfaces moved between two readings. Counters are unsigned 64-bit numbers. A counter that
 * became smaller was reset, and its new value is its traffic since. A counter that may have only 32 bits may have
 * wrapped instead.
 */
public final class InterfaceDeltas {
    /** The most that all interfaces together can move in one step, so that their sum does not overflow. */
    private static final long MOST_BYTES = 1L << 62;

    /**
     * The limit is divided among at least so many interfaces: a counter that reports 64 PiB between two readings is
     * broken.
     */
    private static final int MIN_SHARERS = 64;

    /** Vanished interfaces that are remembered, in case they come back with their counters. */
    private static final int REMEMBERED = 1024;

    private record InterfaceKey(String name, String link) {
        static InterfaceKey of(Interface each) {
            return new InterfaceKey(each.name(), each.link());
        }
    }

    /**
     * The step between two readings.
     *
     * @param delta the traffic, one row an interface; those that moved nothing are left out
     * @param resets names of the interfaces with a counter that went back
     * @param implausible names of the interfaces with an impossible jump; nothing is booked for that counter
     */
    public record DeltaResult(Delta delta, List<String> resets, List<String> implausible) {}

    /** Collects one step. */
    private static final class Tally {
        private final Map<String, InterfaceTraffic> moved = new LinkedHashMap<>();
        private final List<String> resets = new ArrayList<>();
        private final List<String> implausible = new ArrayList<>();
        private final long most;

        /** @param most the most that one counter can have moved */
        Tally(long most) {
            this.most = most;
        }

        /** @return whether both counters are plausible */
        boolean add(Interface now, CounterPair before, boolean narrow) {
            boolean wrap = narrow && before.wrappedOnce(CounterPair.of(now));
            CounterPair step =
                    wrap ? before.differenceAfterWrap(CounterPair.of(now)) : before.difference(CounterPair.of(now));
            Traffic traffic = new Traffic(plausible(step.received()), plausible(step.sent()));
            if (!wrap && before.wentBack(CounterPair.of(now))) {
                resets.add(now.name());
            }
            boolean credible = traffic.received() == step.received() && traffic.sent() == step.sent();
            if (!credible) {
                implausible.add(now.name());
            }
            if (!traffic.isNone()) {
                moved.merge(now.name(), new InterfaceTraffic(now.name(), now.counted(), traffic), Tally::sum);
            }
            return credible;
        }

        DeltaResult step() {
            return new DeltaResult(new Delta(List.copyOf(moved.values())), resets, implausible);
        }

        private long plausible(long bytes) {
            return Long.compareUnsigned(bytes, most) > 0 ? 0 : bytes;
        }

        /** Two links under one cut-off name ({@code utun8}) are one row. */
        private static InterfaceTraffic sum(InterfaceTraffic one, InterfaceTraffic other) {
            Traffic both = one.traffic().plus(other.traffic());
            return new InterfaceTraffic(one.name(), one.counted() || other.counted(), both);
        }
    }

    /** In the order of their last reading, the oldest first. */
    private final Map<InterfaceKey, CounterPair> last = new LinkedHashMap<>();

    /**
     * Counters before an impossible jump. They stay until the counters come back, which shows that the jump was an
     * error.
     */
    private final Map<InterfaceKey, CounterPair> beforeJump = new HashMap<>();

    private boolean baseline;
    private String boot;

    /** Starts with a baseline: the first reading moves nothing. */
    public InterfaceDeltas() {
        baseline = true;
        boot = "";
    }

    /** Continues from a stored reading: the first step contains all traffic since. */
    public InterfaceDeltas(Counters stored) {
        boot = stored.boot();
        stored.interfaces().forEach(each -> replace(InterfaceKey.of(each), each));
    }

    /** The step from the last reading to this one. */
    public DeltaResult update(Counters now) {
        enterBoot(now.boot());
        Tally tally =
                new Tally(MOST_BYTES / Math.max(MIN_SHARERS, now.interfaces().size()));
        for (Interface each : now.interfaces()) {
            InterfaceKey key = InterfaceKey.of(each);
            CounterPair before = replace(key, each);
            if (!baseline) {
                add(tally, key, each, before == null ? CounterPair.ZERO : before, now.narrow());
            }
        }
        baseline = false;
        forgetOldest(now.interfaces().size());
        beforeJump.keySet().retainAll(last.keySet());
        return tally.step();
    }

    private void add(Tally tally, InterfaceKey key, Interface now, CounterPair before, boolean narrow) {
        CounterPair from = before;
        CounterPair heldBefore = beforeJump.get(key);
        if (heldBefore != null && before.wentBack(CounterPair.of(now))) {
            beforeJump.remove(key);
            from = before.orBeforeJump(heldBefore, CounterPair.of(now));
        }
        if (!tally.add(now, from, narrow)) {
            beforeJump.putIfAbsent(key, from);
        }
    }

    /**
     * After a restart of the machine every counter began at zero. An unknown boot counts as the last known one, and as
     * the next known one: otherwise bytes that are booked already would count again.
     */
    private void enterBoot(String now) {
        if (!now.isEmpty() && !boot.isEmpty() && !boot.equals(now)) {
            last.clear();
            beforeJump.clear();
        }
        boot = now;
    }

    private @Nullable CounterPair replace(InterfaceKey key, Interface each) {
        CounterPair before = last.remove(key);
        if (before == null) {
            before = removeUnnumbered(key);
        }
        last.put(key, CounterPair.of(each));
        return before;
    }

    /**
     * The same interface where only one of the two readings has its number; otherwise all its bytes would count again.
     */
    private @Nullable CounterPair removeUnnumbered(InterfaceKey key) {
        if (!key.link.isEmpty()) {
            return last.remove(new InterfaceKey(key.name, ""));
        }
        InterfaceKey latest = key;
        for (InterfaceKey each : last.keySet()) {
            latest = each.name.equals(key.name) ? each : latest;
        }
        return last.remove(latest);
    }

    private void forgetOldest(int present) {
        Iterator<InterfaceKey> oldest = last.keySet().iterator();
        while (last.size() > present + REMEMBERED && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
