package netmon.cli.stats;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.SortOrder;
import netmon.model.Gap;
import netmon.model.InterfaceTotal;
import netmon.model.PeakTimes;
import netmon.model.Peaks;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.TrafficReader;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of interfaces in a period.
 *
 * @param interfaces in the requested order; an interface that counted for a part of the period has two rows
 * @param others the rows that {@code --top} leaves out
 * @param total the bytes of the counted rows
 * @param peaks over all counted interfaces; null if only some interfaces were requested
 * @param peakTimes when those were
 * @param seconds the time of the period in which netmon ran
 */
record InterfacesReport(
        Period period,
        List<InterfaceRow> interfaces,
        List<InterfaceRow> others,
        Traffic total,
        @Nullable Peaks peaks,
        PeakTimes peakTimes,
        long seconds,
        List<Gap> gaps) {
    /**
     * The bytes of an interface while it counted, or while it did not.
     *
     * @param counted whether the total includes them
     */
    record InterfaceRow(String name, boolean counted, Traffic traffic) {}

    InterfacesReport {
        interfaces = List.copyOf(interfaces);
        others = List.copyOf(others);
        gaps = List.copyOf(gaps);
    }

    /** @param now epoch second */
    static InterfacesReport read(TrafficReader store, Period period, long now) throws StoreException {
        List<InterfaceRow> rows = new ArrayList<>();
        for (InterfaceTotal each : store.interfaces(period)) {
            if (!each.counted().isNone()) {
                rows.add(new InterfaceRow(each.name(), true, each.counted()));
            }
            if (!each.uncounted().isNone()) {
                rows.add(new InterfaceRow(each.name(), false, each.uncounted()));
            }
        }
        Long first = store.firstTimestamp();
        List<Gap> gaps = store.gaps(period);
        return new InterfacesReport(
                period,
                rows,
                List.of(),
                store.counted(period),
                store.peaks(period),
                store.peakTimes(period),
                measured(period, first == null ? now : first, now, gaps),
                gaps);
    }

    private static long measured(Period period, long first, long now, List<Gap> gaps) {
        long from = Math.max(period.from(), first);
        long to = Math.min(period.to(), now + 1);
        long seconds = Math.max(0, to - from);
        for (Gap each : gaps) {
            boolean isMissing = each.kind() == Gap.Kind.NOT_RUNNING;
            seconds -= isMissing ? Math.max(0, Math.min(each.to(), to) - Math.max(each.from(), from)) : 0;
        }
        return Math.max(0, seconds);
    }

    /** Bytes a second while netmon ran. */
    Traffic average() {
        long length = Math.max(1, seconds);
        return new Traffic(total.received() / length, total.sent() / length);
    }

    /** Only these interfaces. */
    InterfacesReport only(List<String> names) {
        List<InterfaceRow> chosen =
                interfaces.stream().filter(each -> names.contains(each.name())).toList();
        PeakTimes none = new PeakTimes(null, null);
        return new InterfacesReport(period, chosen, List.of(), sum(chosen, true), null, none, seconds, gaps);
    }

    /** The sum of the rows that are counted, or of those that are not. */
    static Traffic sum(List<InterfaceRow> rows, boolean counted) {
        Traffic sum = Traffic.NONE;
        for (InterfaceRow each : rows) {
            sum = each.counted() == counted ? sum.plus(each.traffic()) : sum;
        }
        return sum;
    }

    /** The first rows in an order; the rest become the others. */
    InterfacesReport first(int most, SortOrder order) {
        List<InterfaceRow> sorted = new ArrayList<>(interfaces);
        sorted.sort(order.of(InterfaceRow::name, InterfaceRow::traffic));
        int shown = Math.min(most, sorted.size());
        return new InterfacesReport(
                period,
                sorted.subList(0, shown),
                sorted.subList(shown, sorted.size()),
                total,
                peaks,
                peakTimes,
                seconds,
                gaps);
    }

    boolean isEmpty() {
        return interfaces.isEmpty();
    }
}
