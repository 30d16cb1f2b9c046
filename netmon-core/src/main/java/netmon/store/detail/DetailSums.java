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
import netmon.model.Direction;
import netmon.model.NetworkScope;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.detail.DetailBuckets.DetailBucket;
import netmon.store.rows.AppAliases;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Sums the detail of a period by process, destination and so on. */
public final class DetailSums {
    private static final String GROUPS = """
            SELECT %1$s, kind, sum(bytes_in) AS received, sum(bytes_out) AS sent
              FROM detail_buckets b CROSS JOIN detail_traffic t ON t.bucket = b.id
             WHERE %2$s GROUP BY %1$s, kind""";

    private static final String SUMS = "SELECT %s, kind, received, sent, 1 FROM (%s) s";

    /** Names only the first ones: a year of a busy machine has tens of thousands of addresses. */
    private static final String FIRST_SUMS = """
            WITH sums AS MATERIALIZED (%3$s),
            nameless AS MATERIALIZED (SELECT coalesce(max(id), -1) AS id FROM detail_names WHERE name = ''),
            s AS MATERIALIZED (
              SELECT * FROM sums WHERE kind = 0 AND %1$s <> (SELECT id FROM nameless) ORDER BY %4$s DESC LIMIT %5$d)
            SELECT %2$s, kind, received, sent, 1 FROM s
            UNION ALL SELECT '', kind, sum(received), sum(sent), 1 FROM sums
             WHERE kind <> 0 OR %1$s = (SELECT id FROM nameless) GROUP BY kind
            UNION ALL SELECT '', LEFT_OUT, sum(received) - (SELECT sum(received) FROM s),
                   sum(sent) - (SELECT sum(sent) FROM s), count(*) - (SELECT count(*) FROM s) FROM sums
             WHERE kind = 0 AND %1$s <> (SELECT id FROM nameless) HAVING count(*) > (SELECT count(*) FROM s)
            """.replace("LEFT_OUT", Integer.toString(DetailBuckets.LEFT_OUT));

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
        long end = end(period);
        List<Object> values = new ArrayList<>(List.of(period.from(), end));
        List<String> conditions = new ArrayList<>(List.of(
                "((b.tier <= 3 AND b.started >= ? AND b.ended <= ?) OR b.id IN (" + parts(period.from(), end) + "))",
                SoundRows.amounts("")));
        if (question.only() != null) {
            conditions.add("network = ?");
            values.add(question.only().number());
        }
        if (!question.apps().isEmpty()) {
            List<Long> ids = ids(question.apps());
            conditions.add("app IN (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")");
            values.addAll(ids);
        }
        String groups = GROUPS.formatted(columns(question.by()), String.join(" AND ", conditions));
        return merged(
                question.by(), database.query(row -> sum(question.by(), row), sql(question, groups), values.toArray()));
    }

    private static String sql(DetailQuestion question, String groups) {
        String columns = columns(question.by());
        String name = name(question.by());
        boolean isLimited = question.most() < Integer.MAX_VALUE;
        return isLimited && name.equals(NAME.formatted(columns)) && question.by() != DetailGrouping.APPLICATION
                ? FIRST_SUMS.formatted(columns, name, groups, order(question.first()), question.most())
                : SUMS.formatted(name, groups);
    }

    private static String order(Direction direction) {
        return switch (direction) {
            case IN -> "received";
            case OUT -> "sent";
            case TOTAL -> "received + sent";
        };
    }

    /** A period up to now includes the minute that is being written. */
    private long end(Period period) throws StoreException {
        Long open = database.numberOrNull(
                "SELECT max(ended) FROM detail_buckets WHERE tier = 0 AND started < ? HAVING count(*) > 0",
                period.to());
        return open == null ? period.to() : Math.max(open, period.to());
    }

    /**
     * The ids of the parts of hours and days that have bytes of a period: of those that the period covers in part. Of
     * an hour and its minutes only the hour.
     */
    private String parts(long from, long to) throws StoreException {
        StringJoiner ids = new StringJoiner(",");
        for (DetailBucket whole : DetailBuckets.where(
                database,
                "tier IN (2, 3) AND started < ?2 AND ended > ?1 AND (started < ?1 OR ended > ?2)",
                from,
                to)) {
            long covered = Long.MIN_VALUE;
            for (DetailBucket each : DetailBuckets.where(
                    database,
                    "tier > 3 AND started >= ? AND ended <= ? ORDER BY started, ended DESC",
                    Math.max(from, whole.started()),
                    Math.min(to, whole.ended()))) {
                if (each.ended() > covered) {
                    ids.add(Long.toString(each.id()));
                    covered = each.ended();
                }
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
        return new DetailSum(kind == PartKind.KNOWN ? name : "", kind, LoggedRow.traffic(row, 3), row.getInt(5));
    }

    /** The application and the network of all parts are known; only of the parts that are not recorded neither is. */
    private static PartKind kind(DetailGrouping by, int stored, String name) {
        if (by == DetailGrouping.APPLICATION) {
            return PartKind.KNOWN;
        }
        if (stored == DetailBuckets.NOT_RECORDED) {
            return PartKind.NOT_RECORDED;
        }
        if (stored == DetailBuckets.LEFT_OUT) {
            return PartKind.LEFT_OUT;
        }
        boolean isRest = stored == DetailBuckets.REST && by != DetailGrouping.NETWORK;
        return isRest ? PartKind.REST : name.isEmpty() ? PartKind.UNKNOWN : PartKind.KNOWN;
    }

    private List<DetailSum> merged(DetailGrouping by, List<DetailSum> sums) throws StoreException {
        Map<String, String> present = by == DetailGrouping.APPLICATION ? new AppAliases(database).all() : Map.of();
        Map<String, DetailSum> merged = new LinkedHashMap<>();
        for (DetailSum each : sums) {
            String name = present.getOrDefault(each.name(), each.name());
            DetailSum known = merged.get(each.kind() + name);
            Traffic traffic = known == null ? each.traffic() : known.traffic().plus(each.traffic());
            merged.put(each.kind() + name, new DetailSum(name, each.kind(), traffic, each.count()));
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
