package netmon.service.tick;

import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.attribution.Claim;
import netmon.attribution.frozen.FrozenCounters;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Delta;
import netmon.model.Traffic;

/**
 * The bytes of one span, divided among the applications; these add up to the bytes of the counted interfaces.
 *
 * @param counters the bytes of the interfaces, and the counters that froze or thawed
 * @param blind true if there were no earlier socket counters to compute differences from
 * @param claims bytes of the sockets, from which the applications' bytes were computed
 */
record AttributedTraffic(
        FrozenCounters.FrozenResult counters, List<AppTraffic> apps, boolean blind, List<Claim> claims) {
    /** Bytes without a known owner. */
    static AttributedTraffic unowned(Delta delta) {
        return unowned(new FrozenCounters.FrozenResult(delta, List.of(), Map.of(), Map.of(), Set.of()));
    }

    /** Bytes without a known owner, corrected by those of frozen counters. */
    static AttributedTraffic unowned(FrozenCounters.FrozenResult counters) {
        Traffic all = counters.delta().counted();
        List<AppTraffic> apps = all.isNone() ? List.of() : List.of(new AppTraffic(App.UNATTRIBUTED, all, Traffic.NONE));
        return new AttributedTraffic(counters, apps, true, List.of());
    }

    /** Includes the bytes that replace those of frozen counters. */
    Delta delta() {
        return counters.delta();
    }

    /** The bytes that are known to be no application's. */
    Traffic unattributed() {
        return apps.stream()
                .filter(each -> each.app().equals(App.UNATTRIBUTED))
                .map(AppTraffic::traffic)
                .findFirst()
                .orElse(Traffic.NONE);
    }
}
