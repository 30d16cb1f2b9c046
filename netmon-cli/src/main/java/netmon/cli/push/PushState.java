package netmon.cli.push;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import netmon.cli.client.DatabaseChange;
import netmon.model.PushMark;
import netmon.model.SeriesTotal;
import netmon.model.StoreException;
import netmon.protocol.Request;
import netmon.store.push.PushBatch;

/** Stores the state of a push through the service, or under its lock. */
record PushState(Path database) {
    /** Notes the totals of a batch, then its mark, from which moment on they hold. */
    void commit(PushBatch batch, PushMark mark) throws StoreException {
        List<SeriesTotal> waiting = new ArrayList<>();
        for (SeriesTotal each : batch.totals()) {
            waiting.add(each);
            if (request(mark, waiting).isTooLong()) {
                waiting.remove(waiting.size() - 1);
                put(mark, waiting);
                waiting = new ArrayList<>(List.of(each));
            }
        }
        if (!waiting.isEmpty()) {
            put(mark, waiting);
        }
        save(mark);
    }

    void save(PushMark mark) throws StoreException {
        DatabaseChange.make(
                database,
                new Request.SavePushMark(mark),
                DatabaseChange.USUAL_PATIENCE,
                store -> store.pushes().save(mark));
    }

    private void put(PushMark mark, List<SeriesTotal> totals) throws StoreException {
        DatabaseChange.make(
                database,
                request(mark, totals),
                DatabaseChange.USUAL_PATIENCE,
                store -> store.pushes().put(mark.destination(), mark.sent(), totals));
    }

    private static Request.PutPushTotals request(PushMark mark, List<SeriesTotal> totals) {
        return new Request.PutPushTotals(mark.destination(), mark.sent(), totals);
    }
}
