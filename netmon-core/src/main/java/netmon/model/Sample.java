package netmon.model;

import java.util.List;

/**
 * All that one poll adds to the database: the applications' bytes sum up to the counted interfaces' bytes.
 *
 * @param at epoch seconds of the reading
 * @param nanos length of the span on the monotonic clock; 0 where it cannot give a rate
 * @param apps the traffic of the applications, {@link App#UNATTRIBUTED} included
 * @param counters the readings at the end of the span
 * @param gaps spans with incomplete data
 * @param substitutes bytes booked for receive counters that are frozen at the end of the span
 * @param parts the applications' bytes by process, destination and so on; empty unless detail is stored
 */
public record Sample(
        long at,
        long nanos,
        Delta delta,
        List<AppTraffic> apps,
        Counters counters,
        List<Gap> gaps,
        List<Substitute> substitutes,
        List<TrafficPart> parts) {
    public Sample {
        apps = List.copyOf(apps);
        gaps = List.copyOf(gaps);
        substitutes = List.copyOf(substitutes);
        parts = List.copyOf(parts);
    }

    /** A sample without detail. */
    public Sample(
            long at,
            long nanos,
            Delta delta,
            List<AppTraffic> apps,
            Counters counters,
            List<Gap> gaps,
            List<Substitute> substitutes) {
        this(at, nanos, delta, apps, counters, gaps, substitutes, List.of());
    }

    /** A sample in which every counter moves. */
    public Sample(long at, long nanos, Delta delta, List<AppTraffic> apps, Counters counters, List<Gap> gaps) {
        this(at, nanos, delta, apps, counters, gaps, List.of());
    }

    /** Whether any application or interface moved bytes. */
    public boolean hasTraffic() {
        return apps.stream().anyMatch(each -> !each.traffic().isNone())
                || delta.interfaces().stream().anyMatch(each -> !each.traffic().isNone());
    }

    /** Whether it has rows for the applications, the interfaces or the gaps. */
    public boolean changesTables() {
        return hasTraffic() || !gaps.isEmpty();
    }

    public Sample with(List<TrafficPart> detail) {
        return new Sample(at, nanos, delta, apps, counters, gaps, substitutes, detail);
    }
}
