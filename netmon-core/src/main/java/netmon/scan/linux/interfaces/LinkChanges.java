package netmon.scan.linux.interfaces;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides when netmon asks the kernel again for the interfaces: when their set changes or a counter falls, but not more
 * often than now and then, since a host of containers changes it all the time. Until then the changed ones wait.
 */
final class LinkChanges {
    /** For so long a changed address, or a link that was replaced under the same name, may go unnoticed; a guess. */
    private static final long REFRESH_NANOS = 10_000_000_000L;

    /** The shortest time between two questions, on average; 300 interfaces cost some milliseconds each time. */
    private static final long PAUSE_NANOS = 2_000_000_000L;

    /** So many questions may follow each other at once. */
    private static final int BURST = 5;

    private Map<String, NetDevRow> rows = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private boolean stale = true;
    private boolean asked;
    private long askedAt;
    private double questions = BURST;
    private long refilledAt;

    /** Notes a reading; true if the kernel is to be asked for the interfaces now. */
    boolean isQuestionDue(List<NetDevRow> now, long nanos) {
        note(now);
        if (!asked) {
            refilledAt = nanos;
            return true;
        }
        questions = Math.min(BURST, questions + (double) (nanos - refilledAt) / PAUSE_NANOS);
        refilledAt = nanos;
        if (stale && questions >= 1) {
            questions--;
            return true;
        }
        return nanos - askedAt >= REFRESH_NANOS;
    }

    /** @param complete false if the answer has to be read again */
    void answered(long nanos, boolean complete) {
        asked = true;
        askedAt = nanos;
        stale = !complete;
        changed.clear();
    }

    /** Whether this interface appeared, or began again, after the last answer. */
    boolean isWaiting(String name) {
        return changed.contains(name);
    }

    private void note(List<NetDevRow> now) {
        Map<String, NetDevRow> next = new HashMap<>();
        for (NetDevRow row : now) {
            NetDevRow before = rows.get(row.name());
            if (before == null || fell(before, row)) {
                changed.add(row.name());
            }
            next.put(row.name(), row);
        }
        stale |= !changed.isEmpty() || next.size() != rows.size();
        rows = next;
    }

    private static boolean fell(NetDevRow before, NetDevRow now) {
        return Long.compareUnsigned(now.received(), before.received()) < 0
                || Long.compareUnsigned(now.sent(), before.sent()) < 0;
    }
}
