package netmon.store.detail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import netmon.model.PlainText;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.detail.DetailBuckets.DetailBucket;
import netmon.store.rows.BucketBound;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Compares each bucket of the detail with the applications' rows of the same time. */
public final class DetailCheck {
    private static final String STRANGE = "SELECT count(*) FROM detail_traffic WHERE (" + SoundRows.amounts("")
            + " AND bucket IN (SELECT id FROM detail_buckets)) IS NOT TRUE";

    private DetailCheck() {}

    /** The first bucket whose parts do not add up to the applications; null if all do, or if there is no detail. */
    public static @Nullable String difference(Database database) throws StoreException {
        if (!DetailTables.exist(database)) {
            return null;
        }
        if (database.number(STRANGE) > 0) {
            return "detail_traffic has rows that netmon did not write; 'netmon purge --detail' removes the detail";
        }
        for (DetailBucket each : DetailBuckets.where(database, "started >= 0 ORDER BY started")) {
            String found = difference(database, each);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String difference(Database database, DetailBucket bucket) throws StoreException {
        Map<String, Traffic> main = sums(database, DetailBuckets.MAIN, bucket.started(), bucket.ended());
        Map<String, Traffic> parts = sums(database, DetailBuckets.DETAIL, bucket.id());
        if (main.containsKey(BucketBound.OTHER_APPLICATIONS)) { // compaction has put applications together
            main = Map.of("", total(main));
            parts = Map.of("", total(parts));
        }
        Set<String> apps = new HashSet<>(main.keySet());
        apps.addAll(parts.keySet());
        for (String app : apps) {
            Traffic whole = main.getOrDefault(app, Traffic.NONE);
            Traffic part = parts.getOrDefault(app, Traffic.NONE);
            boolean fits = bucket.tier() == DetailTier.OPEN ? part.atMost(whole).equals(part) : part.equals(whole);
            if (!fits) {
                return "the detail from " + bucket.started() + " to " + bucket.ended() + " has " + bytes(part) + " of '"
                        + PlainText.of(app) + "', which moved " + bytes(whole);
            }
        }
        return null;
    }

    private static Traffic total(Map<String, Traffic> sums) {
        return sums.values().stream().reduce(Traffic.NONE, Traffic::plus);
    }

    private static Map<String, Traffic> sums(Database database, String sql, Object... values) throws StoreException {
        Map<String, Traffic> sums = new HashMap<>();
        database.query(row -> sums.put(row.getString(1), LoggedRow.traffic(row, 2)), sql, values);
        return sums;
    }

    private static String bytes(Traffic traffic) {
        return traffic.received() + " / " + traffic.sent() + " bytes";
    }
}
