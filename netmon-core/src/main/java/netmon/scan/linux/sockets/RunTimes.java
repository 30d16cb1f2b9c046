package netmon.scan.linux.sockets;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import netmon.model.OwnerProcess;
import netmon.model.Protocol;
import netmon.scan.linux.owners.InodeOwners;

/**
 * The time that processes ran between two polls, where it is evidence: of the owners of UDP sockets, which no counter
 * shows, and of those that share a socket. A process that did not run cannot have moved a byte.
 */
final class RunTimes {
    /**
     * A process that was not asked for at the last poll has just begun if it ran for less than this since its start:
     * then all of that time counts.
     */
    private static final long FEW_NANOS = 50_000_000;

    private final InodeOwners owners;
    private Map<Long, Long> before = Map.of();

    RunTimes(InodeOwners owners) {
        this.owners = owners;
    }

    /** Nanoseconds since the last poll by pid; one that was not asked for then is left out if it ran long. */
    Map<Long, Long> since(Collection<DiagSocket> sockets) {
        return since(
                sockets,
                each -> each.protocol() == Protocol.UDP || each.owners().size() > 1);
    }

    /** The same of those that share a socket only, where the source counts UDP as well. */
    Map<Long, Long> ofSharers(Collection<DiagSocket> sockets) {
        return since(sockets, each -> each.owners().size() > 1);
    }

    private Map<Long, Long> since(Collection<DiagSocket> sockets, Predicate<DiagSocket> isEvidence) {
        Set<Long> pids = new HashSet<>();
        for (DiagSocket each : sockets) {
            if (isEvidence.test(each)) {
                for (OwnerProcess owner : each.owners()) {
                    pids.add(owner.pid());
                }
            }
        }
        Map<Long, Long> now = pids.isEmpty() ? Map.of() : owners.ranNanos(pids);
        Map<Long, Long> ran = new HashMap<>();
        now.forEach((pid, nanos) -> {
            Long then = before.get(pid);
            if (then != null || nanos < FEW_NANOS) {
                // Less than before means that a thread ended, and so that it ran.
                ran.put(pid, then == null ? nanos : nanos < then ? 1 : nanos - then);
            }
        });
        before = now;
        return ran;
    }
}
