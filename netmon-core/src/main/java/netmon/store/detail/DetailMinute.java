package netmon.store.detail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;

/** The detail of one minute as far as it is not written yet, in bounded memory. */
final class DetailMinute {
    /** More origins than a busy machine has in ten seconds. */
    private static final int MOST_PENDING = 2_000;

    private final long start;
    private final Map<PartOrigin, Traffic> pending = new LinkedHashMap<>();
    private final Map<PartOrigin, Traffic> rest = new LinkedHashMap<>();

    /** The origins that have a row of their own in this minute. */
    private final Set<PartOrigin> accepted = new HashSet<>();

    /** @param start its first second */
    DetailMinute(long start) {
        this.start = start;
    }

    long start() {
        return start;
    }

    boolean isEmpty() {
        return pending.isEmpty() && rest.isEmpty();
    }

    void add(List<TrafficPart> parts) {
        for (TrafficPart each : parts) {
            if (pending.size() < MOST_PENDING || pending.containsKey(each.origin())) {
                pending.merge(each.origin(), each.traffic(), Traffic::plus);
            } else {
                rest.merge(each.origin().rest(), each.traffic(), Traffic::plus);
            }
        }
    }

    /** Removes the pending bytes with a row of their own; those of the others become a part of {@link #takeRest}. */
    Map<PartOrigin, Traffic> takeKnown() {
        List<Map.Entry<PartOrigin, Traffic>> sorted = new ArrayList<>(pending.entrySet());
        sorted.sort(Comparator.comparingLong(each -> -each.getValue().total()));
        Map<PartOrigin, Traffic> known = new LinkedHashMap<>();
        for (Map.Entry<PartOrigin, Traffic> each : sorted) {
            PartOrigin origin = each.getKey();
            if (accepted.contains(origin) || accepted.size() < DetailTier.Limits.ROWS_A_MINUTE) {
                accepted.add(origin);
                known.put(origin, each.getValue());
            } else {
                rest.merge(origin.rest(), each.getValue(), Traffic::plus);
            }
        }
        pending.clear();
        return known;
    }

    /** Removes the bytes of the origins beyond the bound, summed by application and network. */
    Map<PartOrigin, Traffic> takeRest() {
        Map<PartOrigin, Traffic> taken = Map.copyOf(rest);
        rest.clear();
        return taken;
    }
}
