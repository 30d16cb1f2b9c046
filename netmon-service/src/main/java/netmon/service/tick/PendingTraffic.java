package netmon.service.tick;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.InterfaceTraffic;

/** What several readings have gathered: it is written as one span. Bounded, however long that lasts. */
final class PendingTraffic {
    /** Interfaces by name; containers come and go under names of their own. The bytes of more are put together. */
    private static final int MOST_INTERFACES = 1000;

    private static final String MORE = "(more interfaces)";

    /** Gaps that do not follow each other; the oldest are given up first. */
    private static final int MOST_GAPS = 100;

    /** An interface that begins to count keeps the bytes of before apart, for those were nobody's. */
    private record PendingKey(String name, boolean counted) {}

    private Map<PendingKey, InterfaceTraffic> interfaces = new LinkedHashMap<>();
    private List<Gap> gaps = new ArrayList<>();
    private long since;

    /** Adds what was moved since a moment of the monotonic clock. */
    void add(Delta delta, long since) {
        boolean burst = delta.counted().total() >= SocketReadSchedule.BUSY_BYTES
                && delta().counted().total() < SocketReadSchedule.BUSY_BYTES;
        if (interfaces.isEmpty() || burst) {
            this.since = since; // a burst's rate is not that of the quiet seconds before it
        }
        for (InterfaceTraffic each : delta.interfaces()) {
            PendingKey key = new PendingKey(each.name(), each.counted());
            boolean fits = interfaces.size() < MOST_INTERFACES || interfaces.containsKey(key);
            PendingKey place = fits ? key : new PendingKey(MORE, each.counted());
            interfaces.merge(
                    place, new InterfaceTraffic(place.name(), each.counted(), each.traffic()), PendingTraffic::sum);
        }
    }

    /** Adds a gap, which lengthens one of its kind that ends where it begins. */
    void add(Gap gap) {
        for (int i = 0; i < gaps.size(); i++) {
            Gap before = gaps.get(i);
            if (isContinued(before, gap)) {
                gaps.set(
                        i,
                        new Gap(
                                gap.kind(),
                                before.from(),
                                gap.to(),
                                before.bytes().plus(gap.bytes()),
                                gap.detail()));
                return;
            }
        }
        gaps.add(gap);
        if (gaps.size() > MOST_GAPS) {
            gaps.remove(0);
        }
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

    /** How long it took to move what is held; 0 where nothing is, and so there is no rate. */
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
