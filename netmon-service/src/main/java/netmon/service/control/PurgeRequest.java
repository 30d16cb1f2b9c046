package netmon.service.control;

import netmon.model.StoreException;
import netmon.protocol.ChangeReply;
import netmon.protocol.Request;
import netmon.store.TrafficWriter;


/**
 * Forgets all that was before a moment, of all applications or of one.
 *
 * @param writeWaiting writes the samples that are still in memory; later they would enter a purged database
 * @param changed runs after each attempt, because sums may differ then
 */
public record PurgeRequest(TrafficWriter store, Runnable writeWaiting, Runnable changed)
        implements RequestRouter.Handler<Request.PurgeBefore, ChangeReply> {
    @Override
    public ChangeReply answer(Request.PurgeBefore request) throws StoreException {
        writeWaiting.run();
        try {
            return new ChangeReply(store.purge(request.before(), request.app()));
        } finally {
            changed.run();
        }
    }
}
