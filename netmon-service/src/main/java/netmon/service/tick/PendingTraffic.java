package netmon.service.tick;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.InterfaceTraffic;
import netmon.model.SampleTiming;

/** The bytes and gaps since the last sample. They are written as one span, and bounded however long it lasts. */
final class PendingTraffic {
    /** The most interfaces, since containers create ever new names. The bytes of further ones are summed. */
    private static final int MOST_INTERFACES = 1000;

    private static final String MORE = "(more interfaces)";

    /** The most gaps with time between them. The oldest ones are dropped first. */
    private static final int MOST_GAPS = 100;

    /** An interface that starts to count has two entries, because its earlier bytes do not count. */
    private record PendingKey(String name, boolean counted) {}

    private Map<PendingKey, InterfaceTraffic> interfaces = new LinkedHashMap<>();
    private List<Gap> gaps = new ArrayList<>();
    private long since;

    /** Adds the bytes since a moment of the monotonic clock. */
    void add(Delta delta, long since) {
        boolean burst = delta.counted().total() >= SampleTiming.BUSY_BYTES
                && delta().counted().total() < SampleTiming.BUSY_BYTES;
        if (interfaces.isEmpty() || burst) {
            this.since = since; // the quiet seconds before a burst are no part of its rate
        }
        for (InterfaceTraffic each : delta.interfaces()) {
            PendingKey key = new PendingKey(each.name(), each.counted());
            boolean fits = interfaces.size() < MOST_INTERFACES || interfaces.containsKey(key);
            PendingKey place = fits ? key : new PendingKey(MORE, each.counted());
            interfaces.merge(
                    place, new InterfaceTraffic(place.name(), each.counted(), each.traffic()), PendingTraffic::sum);
        }
    }

    /** Adds a gap; if one of its kind ends at its start, extends that one. */
    void add(Gap gap) {
        for (int i = 0; i < gaps.size(); i++) {
            if (isContinued(gaps.get(i), gap)) {
                gaps.set(i, extended(gaps.get(i), gap));
                return;
            }
        }
        gaps.add(gap);
        if (gaps.size() > MOST_GAPS) {
            gaps.remove(0);
        }
    }

    private static Gap extended(Gap before, Gap gap) {
        return new Gap(gap.kind(), before.from(), gap.to(), before.bytes().plus(gap.bytes()), gap.detail());
    }

    boolean isEmpty() {
        return interfaces.isEmpty() && gaps.isEmpty();
    }

    Delta delta() {
        return new Delta(List.copyOf(interfaces.values()));
    }

    List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** The time in which the pending bytes were moved; 0 where there are none, and so no rate. */
    long nanosUntil(InterfaceReading reading) {
        return interfaces.isEmpty() ? 0 : reading.nanos() - since;
    }

    void clear() {
        gaps = new ArrayList<>();
        interfaces = new LinkedHashMap<>();
    }

    private static boolean isContinued(Gap before, Gap gap) {
        return before.kind() == gap.kind()
                && before.detail().equals(gap.detail())
                && before.from() < before.to()
                && before.to() == gap.from()
                && gap.from() <= gap.to();
    }

    private static InterfaceTraffic sum(InterfaceTraffic one, InterfaceTraffic other) {
        return new InterfaceTraffic(one.name(), one.counted(), one.traffic().plus(other.traffic()));
    }
}
