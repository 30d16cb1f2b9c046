package netmon.cli.history;

import java.util.List;
import netmon.cli.parse.UsageException;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.NetworkScope;
import org.jspecify.annotations.Nullable;

/**
 * How a history divides its bytes.
 *
 * @param by what has a row of its own within each unit of time; null if the unit has only one row
 * @param question about those rows, or about one network; null if neither is asked for
 */
record HistoryDivision(
        BucketSize unit,
        @Nullable DetailGrouping by,
        @Nullable DetailQuestion question) {
    static final Enum<?>[] WORDS = {
        BucketSize.HOUR,
        BucketSize.DAY,
        BucketSize.WEEK,
        BucketSize.MONTH,
        BucketSize.YEAR,
        DetailGrouping.APPLICATION,
        DetailGrouping.PROCESS,
        DetailGrouping.DESTINATION,
        DetailGrouping.PORT,
        DetailGrouping.PROTOCOL,
        DetailGrouping.NETWORK,
        DetailGrouping.USER
    };

    /** @param words the values of {@code --by}: at most a unit and another word */
    static HistoryDivision of(List<Enum<?>> words, @Nullable String app, @Nullable NetworkScope only) {
        BucketSize unit = null;
        DetailGrouping by = null;
        for (Enum<?> each : words) {
            if (each instanceof BucketSize size && unit == null) {
                unit = size;
            } else if (each instanceof DetailGrouping grouping && by == null) {
                by = grouping;
            } else {
                throw new UsageException("--by takes one unit of time and one other word, not '" + each + "' as well");
            }
        }
        DetailGrouping asked = by == null ? DetailGrouping.APPLICATION : by;
        boolean isPlain = by == null && only == null;
        List<String> apps = app == null ? List.of() : List.of(app);
        return new HistoryDivision(
                unit == null ? BucketSize.DAY : unit, by, isPlain ? null : new DetailQuestion(asked, apps, only));
    }

    boolean needsDetail() {
        return question != null && (question.by() != DetailGrouping.APPLICATION || question.only() != null);
    }
}
