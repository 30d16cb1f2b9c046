package netmon.cli.history;

import java.util.List;
import netmon.cli.options.SortOrder;
import netmon.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * What was moved in each part of a period.
 *
 * @param app whose bytes these are; null for all that the counted interfaces moved
 * @param buckets in the order of time
 * @param running the present day and the present month, with what they have so far
 */
record HistoryReport(Period period, BucketSize by, @Nullable String app, List<Bucket> buckets, List<Bucket> running) {
    HistoryReport {
        buckets = List.copyOf(buckets);
        running = List.copyOf(running);
    }

    boolean isEmpty() {
        return buckets.stream().allMatch(each -> each.traffic().isNone());
    }

    /** The buckets with the most bytes, at most so many. */
    List<Bucket> top(int count) {
        return buckets.stream()
                .filter(each -> !each.traffic().isNone())
                .sorted(SortOrder.TOTAL.of(Bucket::label, Bucket::traffic))
                .limit(count)
                .toList();
    }
}
