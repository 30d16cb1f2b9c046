package netmon.service.control;

import netmon.model.StoreException;
import netmon.protocol.ChangeReply;
import netmon.protocol.Request;
import netmon.store.AlertStore;


/**
 * Adds and removes alerts.
 *
 * @param changed runs after each attempt to change the alerts
 */
public record AlertRequest(AlertStore store, Runnable changed) {
    public ChangeReply add(Request.AddAlert request) throws StoreException {
        try {
            return new ChangeReply(store.add(request.alert()));
        } finally {
            changed.run();
        }
    }

    public ChangeReply remove(Request.RemoveAlert request) throws StoreException {
        try {
            return new ChangeReply(store.remove(request.number()) ? 1 : 0);
        } finally {
            changed.run();
        }
    }
}
