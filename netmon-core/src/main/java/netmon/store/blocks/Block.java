package netmon.store.blocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import netmon.model.StoreException;
import netmon.store.rows.IdRange;
import netmon.store.rows.LoggedTable;
import netmon.store.rows.SoundRows;
import netmon.store.sqlite.Database;

/**
 * A row of the table blocks: which rows of each logged table belong to a stretch of time.
 *
 * @param earliest no row has a timestamp before this one
 * @param latest no row has a timestamp after this one
 * @param compactedTo rows with earlier timestamps already have the resolution of the next tier
 * @param totals app_totals has the sums of the application rows with lower ids
 * @param ranges the row ids in each table, in the order of {@link LoggedTable#ALL}
 */
public record Block(
        long id, long earliest, long latest, Tier tier, long compactedTo, long totals, List<IdRange> ranges) {
    /** The timestamps of a block's rows of all tables. {@link #bounds} returns the values for its parameters. */
    public static final String TIMESTAMPS =
            LoggedTable.join(" UNION ALL ", "SELECT timestamp FROM TABLE WHERE id >= ? AND id < ? AND SOUND");

    private static final String SELECT = "SELECT id, earliest, latest, tier, compacted_to, totals, "
            + LoggedTable.join(", ", "FIRST, END") + " FROM blocks WHERE ";

    /** The column after those that every block has. */
    private static final int FIRST_RANGE = 7;

    /** The blocks for which an SQL condition holds, which may end with an order and a limit. */
    public static List<Block> where(Database database, String condition, Object... values) throws StoreException {
        return database.query(Block::of, SELECT + condition, values);
    }

    private static Block of(ResultSet row) throws SQLException {
        List<IdRange> ranges = new ArrayList<>();
        for (int i = 0; i < LoggedTable.ALL.size(); i++) {
            ranges.add(new IdRange(row.getLong(FIRST_RANGE + 2 * i), row.getLong(FIRST_RANGE + 2 * i + 1)));
        }
        return new Block(
                row.getLong(1),
                second(row, 2),
                second(row, 3),
                Tier.nearest(row.getLong(4)),
                second(row, 5),
                row.getLong(6),
                List.copyOf(ranges));
    }

    /** A time of a block; one beyond reason comes from another program, and no calendar could use it. */
    private static long second(ResultSet row, int column) throws SQLException {
        return Math.max(0, Math.min(row.getLong(column), SoundRows.LAST_SECOND));
    }

    public IdRange rows(LoggedTable table) {
        return ranges.get(LoggedTable.ALL.indexOf(table));
    }

    /** The application rows in the sums of app_totals: all of them, unless the block is still being written. */
    public IdRange summed() {
        IdRange apps = rows(LoggedTable.APPS);
        return new IdRange(apps.first(), Math.max(apps.first(), totals));
    }

    public boolean isOpen() {
        return rows(LoggedTable.APPS).end() == Long.MAX_VALUE;
    }

    /** The average number of rows in so many seconds, if none was deleted. */
    public long rowsIn(long seconds) {
        double rows =
                ranges.stream().mapToDouble(each -> each.end() - each.first()).sum();
        return (long) (rows * seconds / Math.max(seconds, latest - earliest));
    }

    /** The resolution of its rows at this second: compaction may have done a part of the block. */
    Tier tierAt(long second) {
        return second < compactedTo && tier != Tier.HOURS ? tier.next() : tier;
    }

    /** The values for the parameters of {@link #TIMESTAMPS}, and more values after them. */
    public Object[] bounds(Object... more) {
        List<Object> values = new ArrayList<>();
        for (IdRange each : ranges) {
            Collections.addAll(values, each.first(), each.end());
        }
        Collections.addAll(values, more);
        return values.toArray();
    }
}
