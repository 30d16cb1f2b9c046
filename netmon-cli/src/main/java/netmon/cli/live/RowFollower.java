package netmon.cli.live;

import netmon.model.StoreException;
import netmon.model.WrittenRow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the new rows of one table, also when another file replaces the database. */
final class RowFollower {
    /** Reads the rows with larger numbers, from a second on. */
    @FunctionalInterface
    interface Query {
        List<WrittenRow> after(long id, long from) throws StoreException;
    }

    private @Nullable WrittenRow last;

    /** The first second to read of the present file; earlier ones may have been read from another file. */
    private long since;

    /**
     * The rows since the last call; at the first call, those of the last minutes.
     *
     * @param now epoch seconds
     */
    List<WrittenRow> next(Query query, long now) throws StoreException {
        WrittenRow known = last;
        List<WrittenRow> rows = known == null ? query.after(0, start(now)) : rowsAfter(known, query, now);
        if (!rows.isEmpty()) {
            last = rows.get(rows.size() - 1);
        }
        return rows;
    }

    private List<WrittenRow> rowsAfter(WrittenRow known, Query query, long now) throws StoreException {
        List<WrittenRow> rows = query.after(known.id() - 1, Math.min(known.at(), start(now)));
        boolean isNext = !rows.isEmpty() && rows.get(0).id() > known.id(); // the last row was merged into another one
        boolean isKnown = !rows.isEmpty() && rows.get(0).equals(known);
        if (isNext || isKnown) {
            return isKnown ? rows.subList(1, rows.size()) : rows;
        }
        // The row numbers of another file start again, and would not reach the known one for days.
        last = null;
        since = now;
        return query.after(0, start(now));
    }

    private long start(long now) {
        return Math.max(since, now - SecondSeries.SECONDS);
    }
}
