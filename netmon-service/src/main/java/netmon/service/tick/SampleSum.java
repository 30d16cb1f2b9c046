package netmon.service.tick;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Sample;
import netmon.model.Traffic;
import netmon.model.TrafficPart;

/** Sums two samples that follow each other, in bounded memory. Their bytes stay exact; their seconds are lost. */
final class SampleSum {
    /** The applications of a sum. The bytes of further ones are Unattributed. */
    static final int MOST_APPS = 1_000;

    private SampleSum() {}

    static Sample of(Sample one, Sample other) {
        Map<String, AppTraffic> apps = new LinkedHashMap<>();
        one.apps().forEach(each -> add(apps, each));
        other.apps().forEach(each -> add(apps, each));
        PendingTraffic sum = new PendingTraffic();
        sum.add(one.delta(), 0);
        sum.add(other.delta(), 0);
        one.gaps().forEach(sum::add);
        other.gaps().forEach(sum::add);
        return new Sample(
                other.at(),
                givesRate(one) && givesRate(other) ? one.nanos() + other.nanos() : 0,
                sum.delta(),
                List.copyOf(apps.values()),
                other.counters(),
                sum.gaps(),
                other.substitutes(),
                parts(one, other));
    }

    /** False if bytes were moved in an unknown time, such as while netmon did not run. */
    private static boolean givesRate(Sample sample) {
        return sample.nanos() > 0 || sample.delta().interfaces().isEmpty();
    }

    /** Further parts appear as not recorded. */
    private static List<TrafficPart> parts(Sample one, Sample other) {
        Map<TrafficPart.PartOrigin, TrafficPart> parts = new LinkedHashMap<>();
        for (Sample each : List.of(one, other)) {
            for (TrafficPart part : each.parts()) {
                if (parts.size() < MOST_APPS || parts.containsKey(part.origin())) {
                    parts.merge(part.origin(), part, TrafficPart::plus);
                }
            }
        }
        return List.copyOf(parts.values());
    }

    private static void add(Map<String, AppTraffic> apps, AppTraffic part) {
        boolean fits = apps.size() < MOST_APPS || apps.containsKey(part.app());
        AppTraffic placed = fits ? part : new AppTraffic(App.UNATTRIBUTED, part.traffic(), Traffic.NONE);
        apps.merge(placed.app(), placed, AppTraffic::plus);
    }
}
