package netmon.store.push;

import java.util.HashMap;
import java.util.Map;
import netmon.model.PushMark;
import netmon.model.SeriesKey;
import netmon.model.SeriesTotal;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.sqlite.Database;

/** Keeps the state of pushes right while a purge deletes or renames rows that were pushed. */
public final class PurgedPushes {
    private final PushStore state;
    private final PushRows rows;

    public PurgedPushes(Database database) {
        this.state = new PushStore(database);
        this.rows = new PushRows(database);
    }

    /** Runs a change of the rows before an id, within the caller's transaction. */
    public void around(long endAppRow, Database.Work change) throws StoreException {
        Map<PushMark, Map<SeriesKey, Traffic>> before = new HashMap<>();
        for (PushMark each : state.marks()) {
            if (endAppRow > each.firstAppRow()) {
                before.put(each, sums(each));
            }
        }
        change.run();
        for (Map.Entry<PushMark, Map<SeriesKey, Traffic>> each : before.entrySet()) {
            note(each.getKey(), each.getValue(), sums(each.getKey()));
        }
    }

    private Map<SeriesKey, Traffic> sums(PushMark mark) throws StoreException {
        return rows.sums(mark.openRows(), mark.horizon());
    }

    private void note(PushMark mark, Map<SeriesKey, Traffic> before, Map<SeriesKey, Traffic> after)
            throws StoreException {
        Map<SeriesKey, SeriesTotal> totals = state.totals(mark.destination(), mark.sent());
        SeriesNames names = new SeriesNames(0, totals.keySet());
        Map<SeriesKey, Traffic> old = SeriesSums.bySeries(before, names);
        Map<SeriesKey, Traffic> present = SeriesSums.bySeries(after, names);
        Map<SeriesKey, Traffic> keys = new HashMap<>(old);
        keys.putAll(present);
        for (SeriesKey key : keys.keySet()) {
            Traffic was = old.getOrDefault(key, Traffic.NONE);
            Traffic is = present.getOrDefault(key, Traffic.NONE);
            SeriesTotal total = totals.getOrDefault(key, new SeriesTotal(key, 0, Traffic.NONE, Traffic.NONE));
            Traffic seen = total.seen().plus(is.since(was)).since(was.since(is));
            if (!was.equals(is)) {
                state.write(mark.destination(), mark.sent(), new SeriesTotal(key, total.at(), total.total(), seen));
            }
        }
    }
}
