package netmon.service.control;

import netmon.model.StoreException;
import netmon.protocol.Reply.ChangeReply;
import netmon.protocol.Request;
import netmon.store.TrafficWriter;

/**
 * Adds and removes alerts, purges rows, and stores the state of pushes.
 *
 * @param writeWaiting writes the samples in memory, which would otherwise enter the database after a purge
 * @param changed runs after each attempt, even if it fails
 */
public record ChangeRequests(TrafficWriter store, Runnable writeWaiting, Runnable changed) {
    @FunctionalInterface
    private interface StoreChange {
        long make() throws StoreException;
    }

    public ChangeReply addAlert(Request.AddAlert request) throws StoreException {
        return reply(() -> store.alerts().add(request.alert()));
    }

    public ChangeReply removeAlert(Request.RemoveAlert request) throws StoreException {
        return reply(() -> store.alerts().remove(request.number()) ? 1 : 0);
    }

    public ChangeReply purge(Request.PurgeBefore request) throws StoreException {
        writeWaiting.run();
        return reply(() -> store.purge(request.before(), request.app()));
    }

    public ChangeReply purgeDetail(Request.PurgeDetail request) throws StoreException {
        writeWaiting.run();
        return reply(() -> {
            store.purgeDetail();
            return 0;
        });
    }

    public ChangeReply putPushTotals(Request.PutPushTotals request) throws StoreException {
        return new ChangeReply(store.pushes().put(request.destination(), request.at(), request.totals()));
    }

    public ChangeReply savePushMark(Request.SavePushMark request) throws StoreException {
        return new ChangeReply(store.pushes().save(request.mark()));
    }

    public ChangeReply forgetPush(Request.ForgetPush request) throws StoreException {
        return new ChangeReply(store.pushes().forget(request.destination()));
    }

    private ChangeReply reply(StoreChange change) throws StoreException {
        try {
            return new ChangeReply(change.make());
        } finally {
            changed.run();
        }
    }
}
