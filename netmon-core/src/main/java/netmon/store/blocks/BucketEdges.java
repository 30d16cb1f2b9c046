package netmon.store.blocks;

import java.util.List;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Finds the bucket that a moment falls into, by the rows themselves: a bucket of hours is of the zone of its day. */
public final class BucketEdges {
    private final Database database;

    public BucketEdges(Database database) {
        this.database = database;
    }

    /** The first second of the bucket that has begun before {@code at} and ends after it; else {@code at}. */
    public long bucketStart(long at) throws StoreException {
        long start = at;
        for (Block block : around(at)) {
            start = Math.min(start, bucketStart(block, at));
        }
        return start;
    }

    /** The end of the bucket that has begun before {@code at} and ends after it; else {@code at}. */
    public long bucketEnd(long at) throws StoreException {
        long end = at;
        for (Block block : around(at)) {
            long start = bucketStart(block, at);
            if (start < at) {
                end = Math.max(end, start + block.tierAt(at).seconds());
            }
        }
        return end;
    }

    private List<Block> around(long at) throws StoreException {
        return database.query(
                Block::of,
                "SELECT " + Block.COLUMNS + " FROM blocks WHERE earliest < ? AND latest > ?",
                at,
                at - Tier.HOURS.seconds());
    }

    private long bucketStart(Block block, long at) throws StoreException {
        return database.number(
                "SELECT coalesce(max(timestamp), ?1) FROM ("
                        + "SELECT timestamp FROM app_traffic_logs"
                        + " WHERE id >= ?3 AND id < ?4 AND timestamp > ?2 AND timestamp <= ?1"
                        + " UNION ALL SELECT timestamp FROM traffic_logs"
                        + " WHERE id >= ?5 AND id < ?6 AND timestamp > ?2 AND timestamp <= ?1)",
                at,
                at - block.tierAt(at).seconds(),
                block.apps().first(),
                block.apps().end(),
                block.interfaces().first(),
                block.interfaces().end());
    }
}
