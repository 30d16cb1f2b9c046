package netmon.store.detail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.DetailSum;
import netmon.model.DetailSum.PartKind;
import netmon.model.NetworkScope;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.store.detail.DetailBuckets.DetailBucket;
import netmon.store.rows.AppAliases;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Sums the detail of a period by process, destination and so on. */
public final class DetailSums {
    private static final String SUMS = """
            SELECT %s, kind, received, sent FROM (
              SELECT %s, kind, sum(bytes_in) AS received, sum(bytes_out) AS sent
                FROM json_each(?) b CROSS JOIN detail_traffic t ON t.bucket = b.value
               WHERE %s GROUP BY %2$s, kind) s
            """;

    /** The buckets around a moment, except those of which the parts are stored as well. */
    private static final String AROUND = " FROM detail_buckets b WHERE started < ?1 AND ended > ?1 AND NOT EXISTS"
            + " (SELECT 1 FROM detail_buckets p WHERE p.tier > 3 AND p.started >= b.started AND p.ended <= b.ended"
            + " AND p.id <> b.id)";

    private static final String NAME = "(SELECT name FROM detail_names n WHERE n.id = s.%s)";

    private final Database database;

    public DetailSums(Database database) {
        this.database = database;
    }

    public boolean isStored() throws StoreException {
        return DetailTables.exist(database);
    }

    /** The period, widened to the edges of the buckets of the detail. */
    public Period rounded(Period period) throws StoreException {
        if (!isStored()) {
            return period;
        }
        long from = database.number("SELECT coalesce(max(started), ?1)" + AROUND + " AND started >= 0", period.from());
        long to = database.number(
                "SELECT coalesce(min(ended), ?1)" + AROUND + " AND tier > 0 AND ended <= " + SoundRows.LAST_SECOND,
                period.to());
        return new Period(from, to, period.label());
    }

    /** The sums, in no particular order; each name and kind once. */
    public List<DetailSum> in(Period period, DetailQuestion question) throws StoreException {
        if (!isStored()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(List.of(buckets(period.from(), end(period))));
        List<String> conditions = new ArrayList<>(List.of(SoundRows.amounts("")));
        if (question.only() != null) {
            conditions.add("network = ?");
            values.add(question.only().number());
        }
        if (!question.apps().isEmpty()) {
            List<Long> ids = ids(question.apps());
            conditions.add("app IN (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")");
            values.addAll(ids);
        }
        String columns = columns(question.by());
        String sql = SUMS.formatted(name(question.by()), columns, String.join(" AND ", conditions));
        return merged(question.by(), database.query(row -> sum(question.by(), row), sql, values.toArray()));
    }

    /** A period up to now includes the minute that is being written. */
    private long end(Period period) throws StoreException {
        Long open = database.numberOrNull(
                "SELECT max(ended) FROM detail_buckets WHERE tier = 0 AND started < ? HAVING count(*) > 0",
                period.to());
        return open == null ? period.to() : Math.max(open, period.to());
    }

    /** The ids of the longest buckets in a period that have all its bytes, as a list in JSON. */
    private String buckets(long from, long to) throws StoreException {
        StringJoiner ids = new StringJoiner(",", "[", "]");
        long covered = Long.MIN_VALUE;
        for (DetailBucket each : DetailBuckets.where(
                database, "started >= ? AND ended <= ? ORDER BY started, ended DESC, tier", from, to)) {
            if (each.tier().compareTo(DetailTier.DAYS) <= 0 || each.ended() > covered) {
                ids.add(Long.toString(each.id()));
                covered = Math.max(covered, each.ended());
            }
        }
        return ids.toString();
    }

    private static String columns(DetailGrouping by) {
        return switch (by) {
            case APPLICATION -> "app";
            case PORT -> "port, protocol";
            default -> by.toString();
        };
    }

    private static String name(DetailGrouping by) {
        return switch (by) {
            case APPLICATION -> NAME.formatted("app");
            case PROCESS, DESTINATION, USER -> NAME.formatted(by.toString());
            case PORT -> "port || iif(protocol = 6, '/tcp', iif(protocol = 17, '/udp', ''))";
            case PROTOCOL -> "iif(protocol = 6, 'tcp', iif(protocol = 17, 'udp', ''))";
            case NETWORK -> "network";
        };
    }

    private static DetailSum sum(DetailGrouping by, ResultSet row) throws SQLException {
        @Nullable String stored = row.getString(1);
        String name = stored == null ? "" : stored;
        if (by == DetailGrouping.NETWORK) {
            NetworkScope scope = NetworkScope.ofNumber(row.getLong(1));
            name = scope == NetworkScope.UNKNOWN ? "" : scope.word();
        } else if (by == DetailGrouping.PORT && name.startsWith("0")) {
            name = "";
        }
        PartKind kind = kind(by, row.getInt(2), name);
        return new DetailSum(kind == PartKind.KNOWN ? name : "", kind, LoggedRow.traffic(row, 3));
    }

    /** The application and the network of all parts are known; only of the parts that are not recorded neither is. */
    private static PartKind kind(DetailGrouping by, int stored, String name) {
        if (by == DetailGrouping.APPLICATION) {
            return PartKind.KNOWN;
        }
        if (stored == DetailBuckets.NOT_RECORDED) {
            return PartKind.NOT_RECORDED;
        }
        boolean isRest = stored == DetailBuckets.REST && by != DetailGrouping.NETWORK;
        return isRest ? PartKind.REST : name.isEmpty() ? PartKind.UNKNOWN : PartKind.KNOWN;
    }

    private List<DetailSum> merged(DetailGrouping by, List<DetailSum> sums) throws StoreException {
        Map<String, String> present = by == DetailGrouping.APPLICATION ? new AppAliases(database).all() : Map.of();
        Map<String, DetailSum> merged = new LinkedHashMap<>();
        for (DetailSum each : sums) {
            DetailSum named =
                    new DetailSum(present.getOrDefault(each.name(), each.name()), each.kind(), each.traffic());
            merged.merge(
                    named.kind() + " " + named.name(),
                    named,
                    (one, other) ->
                            new DetailSum(one.name(), one.kind(), one.traffic().plus(other.traffic())));
        }
        return List.copyOf(merged.values());
    }

    /** The ids of applications with these present or earlier names, in upper or lower case. */
    private List<Long> ids(List<String> apps) throws StoreException {
        List<String> names = new ArrayList<>(apps);
        new AppAliases(database).all().forEach((earlier, present) -> {
            if (apps.stream().anyMatch(present::equalsIgnoreCase)) {
                names.add(earlier);
            }
        });
        String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
        return database.query(
                row -> row.getLong(1),
                "SELECT id FROM detail_names WHERE name COLLATE NOCASE IN (" + marks + ")",
                names.toArray());
    }
}
