package netmon.store.blocks;

import java.util.List;
import netmon.model.StoreException;
import netmon.store.sqlite.Database;

/** Finds the bucket that contains a moment, from the rows: a bucket of hours belongs to the zone of its day. */
public final class BucketEdges {
    private static final String LAST_START = "SELECT max(timestamp) FROM (" + Block.TIMESTAMPS
            + ") WHERE timestamp > ? AND timestamp <= ? HAVING count(*) > 0";

    private final Database database;

    public BucketEdges(Database database) {
        this.database = database;
    }

    /** The first second of the bucket that starts before {@code at} and ends after it; otherwise {@code at}. */
    public long bucketStart(long at) throws StoreException {
        long start = at;
        for (Block block : around(at)) {
            start = Math.min(start, bucketStart(block, at));
        }
        return start;
    }

    /** The end of the bucket that starts before {@code at} and ends after it; otherwise {@code at}. */
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
        return Block.where(database, "earliest < ? AND latest > ?", at, at - Tier.HOURS.seconds());
    }

    private long bucketStart(Block block, long at) throws StoreException {
        Long start = database.numberOrNull(
                LAST_START, block.bounds(at - block.tierAt(at).seconds(), at));
        return start == null ? at : start;
    }
}
