package netmon.store.rows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import netmon.model.App;

/**
 * Limits how many names of applications an hour adds to the database. Any user can start processes with ever new names;
 * without a limit each name would cost rows in every tier. Names that were in use for a while are always admitted, and
 * new ones with many bytes longer than the others.
 */
final class NameBudget {
    /** Far more applications than a machine uses in an hour. */
    static final int NAMES_AN_HOUR = 1_000;

    private static final int LARGE_NAMES_AN_HOUR = 2 * NAMES_AN_HOUR;

    private static final double LARGE_BYTES = 1 << 20;

    /** A name in so many samples of an hour is not that of a short-lived process. */
    private static final int ESTABLISHED_SAMPLES = 10;

    private static final long HOUR_SECONDS = 3600;

    private final Map<String, Integer> samples = new HashMap<>();
    private final Set<String> established = new HashSet<>();
    private long hour;

    /** Whether the row keeps its name; otherwise its bytes belong to its group. */
    boolean admits(LoggedRow row) {
        enterHour(Math.floorDiv(row.at(), HOUR_SECONDS));
        String name = row.name();
        int limit = row.bytes() >= LARGE_BYTES ? LARGE_NAMES_AN_HOUR : NAMES_AN_HOUR;
        boolean admitted = samples.containsKey(name) || established.contains(name) || samples.size() < limit;
        if (admitted) {
            samples.merge(name, 1, Integer::sum);
        }
        return admitted || name.equals(App.UNATTRIBUTED);
    }

    private void enterHour(long now) {
        if (now != hour) {
            hour = now;
            established.clear();
            samples.forEach((name, count) -> {
                if (count >= ESTABLISHED_SAMPLES) {
                    established.add(name);
                }
            });
            samples.clear();
        }
    }
}
