package netmon.store.detail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.App;
import netmon.model.NetworkScope;
import netmon.model.Protocol;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.TrafficPart.PartOrigin;
import netmon.store.rows.LoggedRow;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Reads, fills and completes the buckets of the detail. Its methods are called within a transaction. */
final class DetailBuckets {
    static final int KNOWN = 0;
    static final int REST = 1;
    static final int NOT_RECORDED = 2;

    /** Only in answers, never in the table. */
    static final int LEFT_OUT = 3;

    private static final int TCP = 6;
    private static final int UDP = 17;

    static final String KEY = "app, process, user, destination, port, protocol, network, kind";

    static final String ON_CONFLICT = " ON CONFLICT DO UPDATE SET bytes_in = bytes_in + excluded.bytes_in,"
            + " bytes_out = bytes_out + excluded.bytes_out";

    private static final String ADD = "INSERT INTO detail_traffic (bucket, " + KEY + ", bytes_in, bytes_out)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" + ON_CONFLICT;

    /** The sums of the main rows by application. */
    static final String MAIN = "SELECT app_name, sum(a.bytes_in), sum(a.bytes_out) FROM blocks b"
            + " CROSS JOIN app_traffic_logs a ON a.id >= first_app_row AND a.id < end_app_row"
            + " WHERE latest >= ?1 AND earliest < ?2 AND timestamp >= ?1 AND timestamp < ?2 AND "
            + SoundRows.of(LoggedTable.APPS, "a.") + " GROUP BY app_name";

    static final String DETAIL = "SELECT name, sum(bytes_in), sum(bytes_out) FROM detail_traffic"
            + " JOIN detail_names n ON n.id = app WHERE bucket = ? GROUP BY app";

    private static final String IS_SMALL =
            " FROM detail_traffic WHERE bucket = ?1 AND kind = 0" + " AND bytes_in + bytes_out <= ?2";

    /** A row of the table. */
    record DetailBucket(long id, long started, long ended, DetailTier tier) {}

    private final Database database;
    private final DetailNames names;

    DetailBuckets(Database database, DetailNames names) {
        this.database = database;
        this.names = names;
    }

    /** The buckets for which an SQL condition holds, which may end with an order and a limit. */
    static List<DetailBucket> where(Database database, String condition, Object... values) throws StoreException {
        return database.query(
                DetailBuckets::bucket,
                "SELECT id, started, ended, tier FROM detail_buckets WHERE tier BETWEEN 0 AND 5 AND " + condition,
                values);
    }

    private static DetailBucket bucket(ResultSet row) throws SQLException {
        return new DetailBucket(row.getLong(1), row.getLong(2), row.getLong(3), DetailTier.of(row.getInt(4)));
    }

    DetailBucket make(long started, long ended, DetailTier tier) throws StoreException {
        database.update(
                "INSERT INTO detail_buckets (started, ended, tier, row_count) VALUES (?, ?, ?, 0)",
                started,
                ended,
                tier.number());
        return new DetailBucket(database.number("SELECT max(id) FROM detail_buckets"), started, ended, tier);
    }

    void add(long bucket, PartOrigin origin, int kind, Traffic traffic) throws StoreException {
        database.update(
                ADD,
                bucket,
                names.id(origin.app()),
                names.id(origin.process()),
                names.id(origin.user()),
                names.id(origin.destination()),
                origin.port(),
                number(origin.protocol()),
                origin.network().number(),
                kind,
                traffic.received(),
                traffic.sent());
    }

    private static int number(@Nullable Protocol protocol) {
        return protocol == null ? 0 : protocol == Protocol.TCP ? TCP : UDP;
    }

    /**
     * Completes a bucket: bounds its rows, and makes them add up to the main rows for each application. What they lack
     * was moved while no detail was stored; where they have too much, the application has another name in the main
     * table, and only its sum is kept.
     */
    void complete(DetailBucket bucket) throws StoreException {
        bound(bucket);
        Map<String, Traffic> main = sums(MAIN, bucket.started(), bucket.ended());
        Map<String, Traffic> parts = sums(DETAIL, bucket.id());
        Set<String> apps = new HashSet<>(main.keySet());
        apps.addAll(parts.keySet());
        for (String app : apps) {
            Traffic whole = main.getOrDefault(app, Traffic.NONE);
            Traffic part = parts.getOrDefault(app, Traffic.NONE);
            if (!part.atMost(whole).equals(part)) {
                database.update("DELETE FROM detail_traffic WHERE bucket = ? AND app = ?", bucket.id(), names.id(app));
                part = Traffic.NONE;
            }
            addNotRecorded(bucket.id(), app, whole.minus(part));
        }
        database.update(
                "UPDATE detail_buckets SET tier = ?2, row_count ="
                        + " (SELECT count(*) FROM detail_traffic WHERE bucket = ?1) WHERE id = ?1",
                bucket.id(),
                Math.max(bucket.tier().number(), DetailTier.MINUTES.number()));
    }

    private void addNotRecorded(long bucket, String app, Traffic missing) throws StoreException {
        if (!missing.isNone()) {
            add(bucket, new PartOrigin(app, "", "", "", 0, null, NetworkScope.UNKNOWN), NOT_RECORDED, missing);
        }
    }

    private Map<String, Traffic> sums(String sql, Object... values) throws StoreException {
        Map<String, Traffic> sums = new HashMap<>();
        database.query(row -> sums.put(row.getString(1), LoggedRow.traffic(row, 2)), sql, values);
        return sums;
    }

    /** Keeps the rows with the most bytes, and sums the others by application and network. */
    private void bound(DetailBucket bucket) throws StoreException {
        int most = DetailTier.Limits.of(bucket.ended() - bucket.started());
        Long small = database.numberOrNull(
                "SELECT bytes_in + bytes_out FROM detail_traffic WHERE bucket = ? AND kind = 0"
                        + " ORDER BY 1 DESC LIMIT 1 OFFSET ?",
                bucket.id(),
                most);
        if (small != null) {
            long none = names.id("");
            database.update(
                    "INSERT INTO detail_traffic SELECT ?1, app, ?3, ?3, ?3, 0, 0, network, 1, sum(bytes_in),"
                            + " sum(bytes_out)" + IS_SMALL + " GROUP BY app, network" + ON_CONFLICT,
                    bucket.id(),
                    small,
                    none);
            database.update("DELETE" + IS_SMALL, bucket.id(), small);
        }
    }

    void become(DetailTier tier, DetailBucket bucket) throws StoreException {
        database.update("UPDATE detail_buckets SET tier = ? WHERE id = ?", tier.number(), bucket.id());
    }

    /**
     * Opens a bucket again, because the clock was set back. Its completion will find what is not recorded; the buckets
     * that repeat a part of its bytes are deleted.
     */
    void reopen(DetailBucket bucket) throws StoreException {
        become(DetailTier.OPEN, bucket);
        database.update("DELETE FROM detail_traffic WHERE bucket = ? AND kind = " + NOT_RECORDED, bucket.id());
        for (DetailBucket each :
                where(database, "tier > 3 AND started >= ? AND ended <= ?", bucket.started(), bucket.ended())) {
            delete(each);
        }
    }

    void delete(DetailBucket bucket) throws StoreException {
        database.update("DELETE FROM detail_traffic WHERE bucket = ?", bucket.id());
        database.update("DELETE FROM detail_buckets WHERE id = ?", bucket.id());
    }

    /** Makes the bytes of an application Unattributed in a bucket. */
    void forget(DetailBucket bucket, String app) throws StoreException {
        Traffic sum = sums(DETAIL, bucket.id()).getOrDefault(app, Traffic.NONE);
        database.update("DELETE FROM detail_traffic WHERE bucket = ? AND app = ?", bucket.id(), names.id(app));
        addNotRecorded(bucket.id(), App.UNATTRIBUTED, sum);
    }
}
