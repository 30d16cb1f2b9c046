package netmon.cli.detail;

import java.util.ArrayList;
import java.util.List;
import netmon.cli.options.SortOrder;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.DetailSum;
import netmon.model.Direction;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.TrafficReader;

/**
 * The bytes of a period by process, destination and so on. The rows, the others and the bytes without a row add up to
 * the total.
 *
 * @param rows those with a name, in the requested order
 * @param others how many rows {@code --top} leaves out
 * @param rest the bytes of those, and of the parts of which only the sum is stored
 * @param unattributed the bytes without a row: of unknown origin, and those that are not recorded
 * @param notRecorded the bytes of times without stored detail, which are a part of {@code unattributed}
 */
public record DetailReport(
        Period period,
        DetailQuestion question,
        List<DetailSum> rows,
        int others,
        Traffic rest,
        Traffic unattributed,
        Traffic notRecorded,
        Traffic total) {
    public DetailReport {
        rows = List.copyOf(rows);
    }

    /** Reads the first rows, in an order, of the detail of a period with the edges of its buckets. */
    public static DetailReport read(
            TrafficReader store, Period period, DetailQuestion question, int most, SortOrder order)
            throws StoreException {
        Direction first = order.direction();
        return read(store, period, first == null ? question : question.first(most, first))
                .first(most, order);
    }

    private static DetailReport read(TrafficReader store, Period period, DetailQuestion question)
            throws StoreException {
        List<DetailSum> rows = new ArrayList<>();
        int others = 0;
        Traffic known = Traffic.NONE;
        Traffic rest = Traffic.NONE;
        Traffic unknown = Traffic.NONE;
        Traffic notRecorded = Traffic.NONE;
        for (DetailSum each : sums(store, period, question)) {
            boolean isOwnerless =
                    question.by() == DetailGrouping.APPLICATION && each.name().equals(App.UNATTRIBUTED);
            if (each.kind() == DetailSum.PartKind.KNOWN && !isOwnerless) {
                rows.add(each);
                known = known.plus(each.traffic());
            } else if (each.kind() == DetailSum.PartKind.LEFT_OUT) {
                others = each.count();
                rest = rest.plus(each.traffic());
            } else if (each.kind() == DetailSum.PartKind.REST) {
                rest = rest.plus(each.traffic());
            } else if (each.kind() == DetailSum.PartKind.NOT_RECORDED) {
                notRecorded = notRecorded.plus(each.traffic());
            } else {
                unknown = unknown.plus(each.traffic());
            }
        }
        Traffic stored = known.plus(rest).plus(unknown).plus(notRecorded);
        Traffic total = question.only() == null ? total(store, period, question) : stored;
        notRecorded = notRecorded.plus(total.since(stored));
        Traffic all = known.plus(rest).plus(unknown).plus(notRecorded);
        return new DetailReport(period, question, rows, others, rest, unknown.plus(notRecorded), notRecorded, all);
    }

    /** The applications of all networks are known also where no detail is stored. */
    private static List<DetailSum> sums(TrafficReader store, Period period, DetailQuestion question)
            throws StoreException {
        if (question.by() != DetailGrouping.APPLICATION || question.only() != null) {
            return store.detail(period, question);
        }
        List<DetailSum> sums = new ArrayList<>();
        for (AppTraffic each : store.apps(period)) {
            if (question.includes(each.app())) {
                sums.add(new DetailSum(each.app(), DetailSum.PartKind.KNOWN, each.traffic()));
            }
        }
        return sums;
    }

    /** The bytes of unknown origin. */
    Traffic unknown() {
        return unattributed.minus(notRecorded);
    }

    private static Traffic total(TrafficReader store, Period period, DetailQuestion question) throws StoreException {
        Traffic total = Traffic.NONE;
        for (AppTraffic each : store.apps(period)) {
            total = question.includes(each.app()) ? total.plus(each.traffic()) : total;
        }
        return total;
    }

    /** The first rows in an order, and the rest together. */
    private DetailReport first(int most, SortOrder order) {
        List<DetailSum> sorted = new ArrayList<>(rows);
        sorted.sort(order.of(DetailSum::name, DetailSum::traffic));
        int shown = Math.min(most, sorted.size());
        Traffic sum = rest;
        for (DetailSum each : sorted.subList(shown, sorted.size())) {
            sum = sum.plus(each.traffic());
        }
        int left = others + sorted.size() - shown;
        return new DetailReport(
                period, question, sorted.subList(0, shown), left, sum, unattributed, notRecorded, total);
    }

    public boolean isEmpty() {
        return total.isNone();
    }
}
