package netmon.attribution;

import java.util.ArrayList;
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
 * What the interfaces moved from one reading to the next. Counters are unsigned 64-bit numbers and difference exactly; one
 * that became smaller was reset, and its new value is what it has moved since.
 */
public final class InterfaceDeltas {
    /** No interface moves this much between two readings (64 PiB); a counter that says so is broken. */
    private static final long IMPLAUSIBLE_BYTES = 1L << 56;

    /** How many interfaces that are gone are remembered, in case they come back with their counters. */
    private static final int REMEMBERED = 1024;

    private record Key(String name, String link) {}

    private record Bytes(long received, long sent) {}

    /**
     * One step from reading to reading.
     *
     * @param delta what was moved, an interface a row, those that moved nothing left out
     * @param resets names of the interfaces whose counter went back
     * @param implausible names of the interfaces whose counter jumped beyond reason; nothing is booked for them
     */
    public record Step(Delta delta, List<String> resets, List<String> implausible) {}

    private final Map<Key, Bytes> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bytes> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable String boot;

    /** Begins with a baseline: the first reading moves nothing. */
    public InterfaceDeltas() {}

    /** Goes on from a reading that was stored: what has flowed since is in the first step. */
    public InterfaceDeltas(Counters stored) {
        boot = stored.boot();
        stored.interfaces().forEach(this::remember);
    }

    /** The step from the last reading to this one. */
    public Step update(Counters now) {
        boolean baseline = boot == null;
        if (!now.boot().equals(boot)) {
            last.clear(); // another start of the machine: every counter began at zero
            boot = now.boot();
        }
        Map<String, InterfaceTraffic> moved = new LinkedHashMap<>();
        List<String> resets = new ArrayList<>();
        List<String> implausible = new ArrayList<>();
        for (Interface each : now.interfaces()) {
            Bytes before = remember(each);
            if (baseline) {
                continue;
            }
            Bytes from = before == null ? new Bytes(0, 0) : before;
            if (wentBack(from, each)) {
                resets.add(each.name());
            }
            long received = difference(from.received, each.received());
            long sent = difference(from.sent, each.sent());
            if (isImplausible(received) || isImplausible(sent)) {
                implausible.add(each.name());
            } else if (received != 0 || sent != 0) {
                moved.merge(
                        each.name(),
                        new InterfaceTraffic(each.name(), each.counted(), new Traffic(received, sent)),
                        InterfaceDeltas::sum);
            }
        }
        return new Step(new Delta(List.copyOf(moved.values())), resets, implausible);
    }

    private @Nullable Bytes remember(Interface each) {
        return last.put(new Key(each.name(), each.link()), new Bytes(each.received(), each.sent()));
    }

    private static boolean wentBack(Bytes before, Interface now) {
        return Long.compareUnsigned(now.received(), before.received) < 0
                || Long.compareUnsigned(now.sent(), before.sent) < 0;
    }

    /** An unsigned difference; the new value itself where the counter went back. */
    private static long difference(long before, long now) {
        return Long.compareUnsigned(now, before) < 0 ? now : now - before;
    }

    private static boolean isImplausible(long bytes) {
        return bytes < 0 || bytes > IMPLAUSIBLE_BYTES;
    }

    /** Two links under one cut-off name ({@code utun8}) are one row. */
    private static InterfaceTraffic sum(InterfaceTraffic one, InterfaceTraffic other) {
        return new InterfaceTraffic(
                one.name(), one.counted() || other.counted(), one.traffic().plus(other.traffic()));
    }
}
