package netmon.store.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import netmon.model.PushMark;
import netmon.model.SeriesKey;
import netmon.model.SeriesTotal;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.sqlite.Database;
import org.jspecify.annotations.Nullable;

/** Reads what a push sends, and its state, at the moment of its reader. */
public final class PushReader {
    private final PushStore state;
    private final PushRows rows;

    public PushReader(Database database) {
        this.state = new PushStore(database);
        this.rows = new PushRows(database);
    }

    public List<PushMark> marks() throws StoreException {
        return state.marks();
    }

    public @Nullable PushMark mark(String destination) throws StoreException {
        return state.mark(destination);
    }

    /** The way on from the mark of a destination. */
    public PushWalk resume(PushMark mark, PushLimits limits) throws StoreException {
        Map<SeriesKey, SeriesTotal> sent = state.totals(mark.destination(), mark.sent());
        Map<SeriesKey, SeriesTotal> safe = state.totals(mark.destination(), mark.safe());
        return new PushWalk(
                limits, mark, safe, sent, state.changes(mark), new SeriesNames(limits.apps(), sent.keySet()));
    }

    /**
     * The state of a destination before its first push, to be noted before anything is sent: the totals of all rows
     * before the first slice.
     */
    public PushBatch start(String destination, String instance, PushLimits limits) throws StoreException {
        long from = limits.floor(
                Math.min(limits.settled(), Math.max(limits.now() - limits.since(), rows.first(limits.settled()))));
        PushMark mark = PushMark.start(destination, instance, from, rows.open(from));
        SeriesNames names = new SeriesNames(limits.apps(), Set.of());
        Map<SeriesKey, Traffic> all = rows.sums(limits.now());
        names.admit(all, rows, 0);
        Map<SeriesKey, Traffic> sums = new HashMap<>();
        SeriesSums.bySeries(all, names).keySet().forEach(key -> sums.put(key, Traffic.NONE));
        sums.putAll(SeriesSums.bySeries(rows.sums(from), names));
        Map<SeriesKey, Traffic> seen = SeriesSums.bySeries(rows.sums(mark.openRows(), from), names);
        List<SeriesTotal> totals = new ArrayList<>();
        sums.forEach((key, total) -> totals.add(new SeriesTotal(key, 0, total, seen.getOrDefault(key, Traffic.NONE))));
        return new PushBatch(List.of(), totals, mark);
    }

    /** The way of a first push, of which nothing is noted. */
    public PushWalk first(String destination, PushLimits limits) throws StoreException {
        PushBatch start = start(destination, "", limits);
        Map<SeriesKey, SeriesTotal> totals = new HashMap<>();
        start.totals().forEach(each -> totals.put(each.key(), each));
        return new PushWalk(
                limits, start.mark(), totals, totals, new TreeMap<>(), new SeriesNames(limits.apps(), totals.keySet()));
    }

    /** The next batch of a walk. */
    public PushBatch next(PushWalk walk) throws StoreException {
        return walk.next(rows);
    }
}
