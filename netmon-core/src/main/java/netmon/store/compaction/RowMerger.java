package netmon.store.compaction;

import java.util.List;
import netmon.model.StoreException;
import netmon.store.blocks.Block;
import netmon.store.blocks.BucketRange;
import netmon.store.sqlite.Database;

/**
 * Makes one row of all rows that an application, or an interface of one status, has in each bucket. It takes the lowest of
 * their ids, so that ids keep ascending with time and an interface's status keeps holding for the row.
 */
public final class RowMerger {
    /** So many rows with ids from {@code first} to {@code last}. */
    private record RowRange(long first, long last, long rows) {}

    /** The bucket that a row is made for, and the last second of the rows that it is made of. */
    private record Of(long bucket, long latest) {
        boolean isDone() {
            return latest == bucket;
        }
    }

    private record AppGroup(long id, Of of, String name, long in, long out, long estimatedIn, long estimatedOut) {}

    private record LinkGroup(long id, Of of, String name, long in, long out) {}

    private final Database database;

    public RowMerger(Database database) {
        this.database = database;
    }

    /** To be called within a transaction, so that both tables' rows become one at the same time. */
    public void into(BucketRange buckets, Block block) throws StoreException {
        mergeApps(find("app_traffic_logs", block.apps(), buckets), buckets);
        mergeInterfaces(find("traffic_logs", block.interfaces(), buckets), buckets);
    }

    private RowRange find(String table, Block.IdRange rows, BucketRange buckets) throws StoreException {
        return database.query(
                        row -> new RowRange(row.getLong(1), row.getLong(2), row.getLong(3)),
                        "SELECT min(id), max(id), count(*) FROM " + table
                                + " WHERE id >= ? AND id < ? AND timestamp >= ? AND timestamp < ?",
                        rows.first(),
                        rows.end(),
                        buckets.start(),
                        buckets.end())
                .get(0);
    }

    private void mergeApps(RowRange found, BucketRange buckets) throws StoreException {
        List<AppGroup> merged = database.query(
                row -> new AppGroup(
                        row.getLong(1),
                        new Of(row.getLong(2), row.getLong(3)),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)),
                "SELECT min(a.id), " + BucketRange.SQL + " AS bucket, max(timestamp), app_name,"
                        + " sum(a.bytes_in), sum(a.bytes_out), sum(e.bytes_in), sum(e.bytes_out)"
                        + " FROM app_traffic_logs a LEFT JOIN app_estimates e ON e.id = a.id"
                        + " WHERE a.id >= ?4 AND a.id <= ?5 AND timestamp >= ?1 AND timestamp < ?6"
                        + " GROUP BY bucket, app_name",
                values(found, buckets));
        if (found.rows() == merged.size()
                && merged.stream().allMatch(each -> each.of().isDone())) {
            return;
        }
        database.update(
                "DELETE FROM app_estimates WHERE id >= ? AND id <= ? AND id IN (SELECT id FROM app_traffic_logs"
                        + " WHERE id >= ?1 AND id <= ?2 AND timestamp >= ? AND timestamp < ?)",
                found.first(),
                found.last(),
                buckets.start(),
                buckets.end());
        delete("app_traffic_logs", found, buckets);
        for (AppGroup each : merged) {
            insert(each);
        }
    }

    private void insert(AppGroup app) throws StoreException {
        database.update(
                "INSERT INTO app_traffic_logs (id, timestamp, app_name, bytes_in, bytes_out) VALUES (?, ?, ?, ?, ?)",
                app.id(),
                app.of().bucket(),
                app.name(),
                app.in(),
                app.out());
        if (app.estimatedIn() != 0 || app.estimatedOut() != 0) {
            database.update(
                    "INSERT INTO app_estimates (id, bytes_in, bytes_out) VALUES (?, ?, ?)",
                    app.id(),
                    app.estimatedIn(),
                    app.estimatedOut());
        }
    }

    private void mergeInterfaces(RowRange found, BucketRange buckets) throws StoreException {
        List<LinkGroup> merged = database.query(
                row -> new LinkGroup(
                        row.getLong(1),
                        new Of(row.getLong(2), row.getLong(3)),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6)),
                "SELECT min(id), " + BucketRange.SQL + " AS bucket, max(timestamp), interface,"
                        + " sum(bytes_in), sum(bytes_out) FROM traffic_logs t"
                        + " WHERE id >= ?4 AND id <= ?5 AND timestamp >= ?1 AND timestamp < ?6"
                        + " GROUP BY bucket, interface, (SELECT max(first_row) FROM interface_counting c"
                        + " WHERE c.interface = t.interface AND c.first_row <= t.id)",
                values(found, buckets));
        if (found.rows() == merged.size()
                && merged.stream().allMatch(each -> each.of().isDone())) {
            return;
        }
        delete("traffic_logs", found, buckets);
        for (LinkGroup each : merged) {
            database.update(
                    "INSERT INTO traffic_logs (id, timestamp, interface, bytes_in, bytes_out) VALUES (?, ?, ?, ?, ?)",
                    each.id(),
                    each.of().bucket(),
                    each.name(),
                    each.in(),
                    each.out());
        }
    }

    private static Object[] values(RowRange found, BucketRange buckets) {
        return new Object[] {
            buckets.start(), buckets.ahead(), buckets.length(), found.first(), found.last(), buckets.end()
        };
    }

    private void delete(String table, RowRange found, BucketRange buckets) throws StoreException {
        database.update(
                "DELETE FROM " + table + " WHERE id >= ? AND id <= ? AND timestamp >= ? AND timestamp < ?",
                found.first(),
                found.last(),
                buckets.start(),
                buckets.end());
    }
}
