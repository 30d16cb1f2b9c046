package netmon.store.blocks;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A line of the table blocks. */
public record Block(
        long id,
        IdRange apps,
        IdRange interfaces,
        long earliest,
        long latest,
        Tier tier,
        long compactedTo,
        long totals) {

    /** Ids from the first one until before the end. */
    public record IdRange(long first, long end) {
        boolean isEmpty() {
            return end <= first;
        }
    }

    public static final String COLUMNS = "id, first_app_row, end_app_row, first_interface_row, end_interface_row,"
            + " earliest, latest, tier, compacted_to, totals";

    public static Block of(ResultSet row) throws SQLException {
        return new Block(
                row.getLong(1),
                new IdRange(row.getLong(2), row.getLong(3)),
                new IdRange(row.getLong(4), row.getLong(5)),
                row.getLong(6),
                row.getLong(7),
                Tier.of(row.getInt(8)),
                row.getLong(9),
                row.getLong(10));
    }

    /** The rows that app_totals holds the sums of; all of them as a rule, unless it is still being written. */
    IdRange summed() {
        return new IdRange(apps.first(), Math.max(apps.first(), totals));
    }

    /** Whether it is the one being written. */
    public boolean isOpen() {
        return apps.end() == Long.MAX_VALUE;
    }

    /** How many of its rows are in so many seconds, if it has as many everywhere and none were deleted. */
    public long rowsIn(long seconds) {
        long rows = apps.end() - apps.first() + interfaces.end() - interfaces.first();
        return rows * seconds / Math.max(seconds, latest - earliest);
    }

    /** How coarse its rows of this second are: compaction may be halfway through. */
    Tier tierAt(long second) {
        return second < compactedTo && tier != Tier.HOURS ? tier.next() : tier;
    }
}
