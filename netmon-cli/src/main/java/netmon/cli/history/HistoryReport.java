package netmon.cli.history;

import netmon.cli.options.SortOrder;
import netmon.model.Period;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of each bucket of a period.
 *
 * @param app the application; null for all counted interfaces
 * @param buckets in chronological order
 * @param running the present day and the present month so far
 */
record HistoryReport(Period period, BucketSize by, @Nullable String app, List<Bucket> buckets, List<Bucket> running) {
    HistoryReport {
        buckets = List.copyOf(buckets);
        running = List.copyOf(running);
    }

    boolean isEmpty() {
        return buckets.stream().allMatch(each -> each.traffic().isNone());
    }

    /** The buckets with the most bytes. */
    List<Bucket> top(int count) {
        return buckets.stream()
                .filter(each -> !each.traffic().isNone())
                .sorted(SortOrder.TOTAL.of(Bucket::label, Bucket::traffic))
                .limit(count)
                .toList();
    }
}
