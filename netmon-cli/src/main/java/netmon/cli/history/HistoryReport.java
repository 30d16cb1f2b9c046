package netmon.cli.history;

import java.util.List;
import netmon.cli.options.SortOrder;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.NetworkScope;
import netmon.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * The traffic of each bucket of a period.
 *
 * @param app the application; null for all
 * @param networkInterface the interface; null for all that count
 * @param question what the bytes are divided by, or which of them are counted; null for all bytes undivided
 * @param buckets in chronological order
 * @param running the present day and the present month so far
 */
record HistoryReport(
        Period period,
        BucketSize by,
        @Nullable String app,
        @Nullable String networkInterface,
        @Nullable DetailQuestion question,
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

    /** The only network whose bytes are counted; null for all. */
    @Nullable
    NetworkScope only() {
        return question == null ? null : question.only();
    }

    /** What the bytes of each bucket are divided by; null if they are not divided. */
    @Nullable
    DetailGrouping dividedBy() {
        boolean isDivided = buckets.stream().anyMatch(each -> each.parts() != null);
        return question != null && isDivided ? question.by() : null;
    }

    /** The same with only the buckets with the most bytes, the largest first. */
    HistoryReport top(int count) {
        List<Bucket> most = buckets.stream()
                .filter(each -> !each.traffic().isNone())
                .sorted(SortOrder.TOTAL.of(Bucket::label, Bucket::traffic))
                .limit(count)
                .toList();
        return new HistoryReport(period, by, app, networkInterface, question, most, running);
    }
}
