package netmon.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about stored detail.
 *
 * @param apps only these applications, in upper or lower case; empty for all
 * @param only only the bytes of this network; null for all
 */
public record DetailQuestion(
        DetailGrouping by, List<String> apps, @Nullable NetworkScope only) {
    public DetailQuestion {
        apps = List.copyOf(apps);
    }

    /** Whether the question is about this application. */
    public boolean includes(String app) {
        return apps.isEmpty() || apps.stream().anyMatch(app::equalsIgnoreCase);
    }
}
