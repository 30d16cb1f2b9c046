package netmon.cli.stats;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.SortOrder;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.Peaks;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/**
 * What interfaces moved in a period.
 *
 * @param interfaces in the order asked for; one that counted for a part of the period stands here twice
 * @param others how many more there are that are not shown
 * @param total what the counted ones moved; of chosen interfaces, what those moved while they counted
 * @param peaks over all counted interfaces; null where some were chosen
 */
record InterfacesReport(
        Period period,
        List<InterfaceRow> interfaces,
        int others,
        Traffic total,
        @Nullable Peaks peaks,
        List<Gap> gaps) {
    InterfacesReport {
        interfaces = List.copyOf(interfaces);
        gaps = List.copyOf(gaps);
    }

    static InterfacesReport read(TrafficReader store, Period period) throws StoreException {
        List<InterfaceRow> rows = new ArrayList<>();
        for (InterfaceTotal each : store.interfaces(period)) {
            if (!each.counted().isNone()) {
                rows.add(new InterfaceRow(each.name(), true, each.counted()));
            }
            if (!each.uncounted().isNone()) {
                rows.add(new InterfaceRow(each.name(), false, each.uncounted()));
            }
        }
        return new InterfacesReport(period, rows, 0, store.counted(period), store.peaks(period), store.gaps(period));
    }

    /** These interfaces alone. */
    InterfacesReport only(List<String> names) {
        List<InterfaceRow> chosen =
                interfaces.stream().filter(each -> names.contains(each.name())).toList();
        Traffic sum = chosen.stream()
                .filter(InterfaceRow::counted)
                .map(InterfaceRow::traffic)
                .reduce(Traffic.NONE, Traffic::plus);
        return new InterfacesReport(period, chosen, 0, sum, null, gaps);
    }

    InterfacesReport sorted(SortOrder order) {
        List<InterfaceRow> sorted = new ArrayList<>(interfaces);
        sorted.sort(order.of(InterfaceRow::name, InterfaceRow::traffic));
        return new InterfacesReport(period, sorted, others, total, peaks, gaps);
    }

    /** The first so many. */
    InterfacesReport top(int shown) {
        int size = interfaces.size();
        return size <= shown
                ? this
                : new InterfacesReport(period, interfaces.subList(0, shown), size - shown, total, peaks, gaps);
    }

    boolean isEmpty() {
        return interfaces.isEmpty();
    }
}
