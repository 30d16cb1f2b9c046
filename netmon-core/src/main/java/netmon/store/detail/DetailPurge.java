package netmon.store.detail;

import java.util.List;
import java.util.function.Predicate;
import netmon.model.StoreException;
import netmon.store.detail.DetailBuckets.DetailBucket;
import netmon.store.sqlite.Database;

/** Deletes detail, or makes an application in it Unattributed. Its methods are called within a transaction. */
public final class DetailPurge {
    private final Database database;
    private final DetailNames names;
    private final DetailBuckets buckets;

    public DetailPurge(Database database, DetailNames names) {
        this.database = database;
        this.names = names;
        this.buckets = new DetailBuckets(database, names);
    }

    /** Deletes all buckets with a part before this moment. */
    public void before(long edge) throws StoreException {
        if (DetailTables.exist(database)) {
            for (DetailBucket each : DetailBuckets.where(database, "started < ?", edge)) {
                buckets.delete(each);
            }
            names.removeUnused();
        }
    }

    /** Makes the bytes of some applications before this moment Unattributed, as the main table has them by now. */
    public void before(long edge, Predicate<String> isNamed) throws StoreException {
        if (DetailTables.exist(database)) {
            List<String> apps = database.query(row -> row.getString(1), "SELECT name FROM detail_names").stream()
                    .filter(isNamed)
                    .toList();
            for (DetailBucket each : DetailBuckets.where(database, "started < ?", edge)) {
                for (String app : apps) {
                    buckets.forget(each, app);
                }
                if (each.ended() > edge) {
                    buckets.complete(each);
                }
            }
            names.removeUnused();
        }
    }

    /** Removes the tables with all detail, also those that are damaged or that another program has changed. */
    public void drop() throws StoreException {
        names.reload();
        DetailTables.drop(database);
    }
}
