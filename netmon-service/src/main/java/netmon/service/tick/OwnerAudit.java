package netmon.service.tick;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import netmon.attribution.Claim;
import netmon.attribution.SocketTraffic.SocketChange;
import netmon.model.App;
import netmon.model.OwnerProcess;
import netmon.model.Socket;
import netmon.model.Traffic;

/**
 * Looks for applications that are charged although they hold no socket: a process that has ended holds none. An open
 * socket that goes on moving bytes for a process that is gone shows that the source names the wrong owners.
 */
final class OwnerAudit {
    private static final long SPACING_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Checks in a row: a socket changes hands when its process ends, and the source may notice late. */
    private static final int LASTING = 4;

    /** Bytes in one poll that are worth a question to the system. */
    private static final long TELLING_BYTES = 16 << 10;

    private final LongUnaryOperator started;

    /** Checks in a row that found the owner gone, by the socket's number. */
    private final Map<Long, Integer> gone = new HashMap<>();

    private String objection = "";
    private long next = Long.MIN_VALUE;

    /** @param started asks the system for a process's start, 0 where it is gone */
    OwnerAudit(LongUnaryOperator started) {
        this.started = started;
    }

    void restart() {
        gone.clear();
        objection = "";
        next = Long.MIN_VALUE;
    }

    /** Why the source must not be believed, as part of a sentence; empty if all owners live. */
    String objection() {
        return objection;
    }

    /** Takes the claims of one poll; most polls are not looked at. */
    void add(long nanos, List<Claim> claims) {
        if (next != Long.MIN_VALUE && nanos - next < 0) {
            return;
        }
        next = nanos + SPACING_NANOS;
        objection = "";
        Set<Long> present = new HashSet<>();
        for (Claim each : claims) {
            if (isTelling(each) && started.applyAsLong(pid(each)) == 0) {
                present.add(each.moved().socket().id());
                note(each);
            }
        }
        gone.keySet().retainAll(present);
    }

    private void note(Claim claim) {
        int checks = gone.merge(claim.moved().socket().id(), 1, Integer::sum);
        if (checks >= LASTING) {
            objection = "it charges an open socket to " + claim.apps().get(0) + ", though its process " + pid(claim)
                    + " has ended";
        }
    }

    /** Whether one process is said to have an open socket that moves many bytes, and is known by name. */
    private static boolean isTelling(Claim claim) {
        Socket socket = claim.moved().socket();
        Traffic payload = claim.moved().payload();
        return payload != null
                && payload.total() >= TELLING_BYTES
                && socket.id() != 0
                && !socket.closed()
                && !socket.inferred()
                && claim.moved().change() != SocketChange.VANISHED
                && !claim.moved().isForwarded()
                && pid(claim) > 0
                && !claim.apps().contains(App.UNATTRIBUTED);
    }

    /** The process of a socket that has one owner; else 0. */
    private static long pid(Claim claim) {
        List<OwnerProcess> owners = claim.moved().socket().owners();
        return owners.size() == 1 ? owners.get(0).pid() : 0;
    }
}
