package netmon.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about stored detail.
 *
 * @param apps only these applications, in upper or lower case; empty for all
 * @param only only the bytes of this network; null for all
 * @param most the most rows with a name
 * @param first the direction with the most bytes in these rows
 */
public record DetailQuestion(
        DetailGrouping by, List<String> apps, @Nullable NetworkScope only, int most, Direction first) {
    public DetailQuestion {
        apps = List.copyOf(apps);
    }

    /** A question about all names. */
    public DetailQuestion(DetailGrouping by, List<String> apps, @Nullable NetworkScope only) {
        this(by, apps, only, Integer.MAX_VALUE, Direction.TOTAL);
    }

    /** The same question about the names with the most bytes in a direction; the others are summed. */
    public DetailQuestion first(int count, Direction direction) {
        return new DetailQuestion(by, apps, only, count, direction);
    }

    /** Whether the question is about this application. */
    public boolean includes(String app) {
        return apps.isEmpty() || apps.stream().anyMatch(app::equalsIgnoreCase);
    }
}
