package netmon.model;

import java.util.List;

/**
 * All that one look adds to the database: the applications' bytes sum up to the counted interfaces' bytes.
 *
 * @param at epoch seconds of the reading
 * @param nanos how long the span was on the monotonic clock; 0 where it cannot give a rate
 * @param delta what the interfaces moved
 * @param apps what applications moved, {@link App#UNATTRIBUTED} among them
 * @param counters the readings at the end of the span
 * @param gaps what is known to be missing
 * @param substitutes of the interfaces whose receive counter stands still at the end of the span
 */
public record Sample(
        long at,
        long nanos,
        Delta delta,
        List<AppTraffic> apps,
        Counters counters,
        List<Gap> gaps,
        List<Substitute> substitutes) {
    public Sample {
        apps = List.copyOf(apps);
        gaps = List.copyOf(gaps);
        substitutes = List.copyOf(substitutes);
    }

    /** Where every counter moves. */
    public Sample(long at, long nanos, Delta delta, List<AppTraffic> apps, Counters counters, List<Gap> gaps) {
        this(at, nanos, delta, apps, counters, gaps, List.of());
    }
}
