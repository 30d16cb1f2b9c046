package netmon.service.tick;

import netmon.attribution.Claim;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.Delta;
import netmon.model.Traffic;

import java.util.List;
import java.util.Map;

/**
 * The bytes of one span, divided among the applications; these add up to the bytes of the counted interfaces.
 *
 * @param delta includes the bytes that replace those of frozen counters
 * @param blind true if there were no earlier socket counters to compute differences from
 * @param frozen names of the interfaces that were found to have a frozen counter
 * @param thawed interfaces with a counter that counts again, and the bytes that had been booked in its place
 * @param claims bytes of the sockets, from which the applications' bytes were computed
 */
record AttributedTraffic(
        Delta delta,
        List<AppTraffic> apps,
        boolean blind,
        List<String> frozen,
        Map<String, Long> thawed,
        List<Claim> claims) {
    /** Bytes without a known owner. */
    static AttributedTraffic unowned(Delta delta) {
        Traffic all = delta.counted();
        List<AppTraffic> apps = all.isNone() ? List.of() : List.of(new AppTraffic(App.UNATTRIBUTED, all, Traffic.NONE));
        return new AttributedTraffic(delta, apps, true, List.of(), Map.of(), List.of());
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
