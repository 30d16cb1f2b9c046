package netmon.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.Traffic;
import netmon.store.InterfaceTotal;
import netmon.store.Peaks;
import netmon.store.StoreException;
import netmon.store.TrafficReport;

/**
 * What interfaces moved in a period.
 *
 * @param interfaces the largest first; one that counted for a part of the period stands here twice
 * @param total what the counted ones moved
 */
record InterfacesReport(Period period, List<InterfaceRow> interfaces, Traffic total, Peaks peaks, List<Gap> gaps) {
    private static final Comparator<InterfaceRow> LARGEST_FIRST = (a, b) -> {
        int byTotal = Long.compare(b.traffic().total(), a.traffic().total());
        return byTotal != 0 ? byTotal : a.name().compareTo(b.name());
    };

    static InterfacesReport read(TrafficReport store, Period period) throws StoreException {
        List<InterfaceRow> rows = new ArrayList<>();
        for (InterfaceTotal each : store.interfaces(period)) {
            if (!each.counted().isNone()) {
                rows.add(new InterfaceRow(each.name(), true, each.counted()));
            }
            if (!each.uncounted().isNone()) {
                rows.add(new InterfaceRow(each.name(), false, each.uncounted()));
            }
        }
        rows.sort(LARGEST_FIRST);
        return new InterfacesReport(period, rows, store.counted(period), store.peaks(period), store.gaps(period));
    }

    boolean isEmpty() {
        return interfaces.isEmpty();
    }
}
