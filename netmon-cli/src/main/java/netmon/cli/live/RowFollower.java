package netmon.cli.live;

import java.util.List;
import netmon.model.StoreException;
import netmon.model.WrittenRow;
import org.jspecify.annotations.Nullable;

/** Follows what is written into one table, also where another file takes the database's place. */
final class RowFollower {
    /** Asks for the rows after one, as far as they are not older than a second. */
    @FunctionalInterface
    interface Query {
        List<WrittenRow> after(long id, long from) throws StoreException;
    }

    private @Nullable WrittenRow last;

    /** The first second of the file that is followed; what it tells of earlier ones is perhaps known from another. */
    private long since;

    /**
     * The rows since the last call; at the first one, those of the last minutes.
     *
     * @param now epoch seconds
     */
    List<WrittenRow> next(Query query, long now) throws StoreException {
        WrittenRow known = last;
        List<WrittenRow> rows = known == null ? query.after(0, begin(now)) : rowsAfter(known, query, now);
        if (!rows.isEmpty()) {
            last = rows.get(rows.size() - 1);
        }
        return rows;
    }

    private List<WrittenRow> rowsAfter(WrittenRow known, Query query, long now) throws StoreException {
        List<WrittenRow> rows = query.after(known.id() - 1, Math.min(known.at(), begin(now)));
        boolean isNext = !rows.isEmpty() && rows.get(0).id() > known.id(); // the known one has become part of another
        boolean isKnown = !rows.isEmpty() && rows.get(0).equals(known);
        if (isNext || isKnown) {
            return isKnown ? rows.subList(1, rows.size()) : rows;
        }
        // The numbers of another file's rows begin anew, and would not reach the known one's for days.
        last = null;
        since = now;
        return query.after(0, begin(now));
    }

    private long begin(long now) {
        return Math.max(since, now - SecondSeries.SECONDS);
    }
}
