package netmon.service.tick;

import java.util.List;
import java.util.function.LongUnaryOperator;
import netmon.attribution.Claim;
import netmon.attribution.ClaimAudit;
import netmon.attribution.SaturatedMath;
import netmon.attribution.frozen.FrozenCounters;
import netmon.model.Traffic;
import netmon.scan.SocketScanner;

/** Audits the claims of each poll, and tells the scanner whether its source is believed. */
final class ClaimsWatch {
    private final ClaimAudit audit = new ClaimAudit();
    private final OwnerAudit owners;

    /** @param started asks the system for a process's start, 0 where it is gone */
    ClaimsWatch(LongUnaryOperator started) {
        owners = new OwnerAudit(started);
    }

    /** Starts anew, where polls before and after cannot be compared. */
    void restart() {
        audit.restart();
        owners.restart();
    }

    /**
     * Takes one poll. An interface with a frozen counter is left out: its row holds what its sockets claim.
     *
     * @param claims of all sockets that weigh
     * @param step the bytes of the interfaces, and which of them are frozen
     */
    void add(long nanos, List<Claim> claims, FrozenCounters.FrozenResult step) {
        owners.add(nanos, claims);
        if (!step.frozen().isEmpty() || !step.thawed().isEmpty()) {
            audit.restart(); // these polls hold claims of the time before a counter was judged
            return;
        }
        long received = 0;
        long sent = 0;
        for (Claim each : claims) {
            Traffic payload = each.moved().payload();
            if (payload != null && !step.estimated().contains(each.moved().socket())) {
                received = SaturatedMath.sum(received, payload.received());
                sent = SaturatedMath.sum(sent, payload.sent());
            }
        }
        Traffic replaced = step.replaced().values().stream().reduce(Traffic.NONE, Traffic::plus);
        audit.add(nanos, new Traffic(received, sent), step.delta().counted().minus(replaced));
    }

    /** Reports what the audit has found since the source came into use. */
    void report(SocketScanner scanner) {
        String objection = audit.objection().isEmpty() ? owners.objection() : audit.objection();
        if (!objection.isEmpty()) {
            scanner.distrust(objection);
        } else if (audit.isCleared()) {
            scanner.trust();
        }
    }
}
