package netmon.cli.history;

import java.util.List;
import netmon.cli.options.SortOrder;
import netmon.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of each bucket of a period.
 *
 * @param app the application; null for all
 * @param networkInterface the interface; null for all that count
 * @param buckets in chronological order
 * @param running the present day and the present month so far
 */
record HistoryReport(
        Period period,
        BucketSize by,
        @Nullable String app,
        @Nullable String networkInterface,
        List<Bucket> buckets,
        List<Bucket> running) {
    HistoryReport {
        buckets = List.copyOf(buckets);
        running = List.copyOf(running);
    }

    boolean isEmpty() {
        return buckets.stream().allMatch(each -> each.traffic().isNone());
    }

    /** The application or the interface; empty for all. */
    String subject() {
        return app != null ? app : networkInterface != null ? networkInterface : "";
    }

    /** The same with only the buckets with the most bytes, the largest first. */
    HistoryReport top(int count) {
        List<Bucket> most = buckets.stream()
                .filter(each -> !each.traffic().isNone())
                .sorted(SortOrder.TOTAL.of(Bucket::label, Bucket::traffic))
                .limit(count)
                .toList();
        return new HistoryReport(period, by, app, networkInterface, most, running);
    }
}
