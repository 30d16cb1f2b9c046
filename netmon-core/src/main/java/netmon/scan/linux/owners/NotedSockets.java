package netmon.scan.linux.owners;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The sockets that some processes had open a moment ago. Noted before the kernel is asked for its sockets, they name
 * the owner of one that closes before its descriptor can be searched.
 */
final class NotedSockets {
    private final Map<Long, List<Integer>> pidsByInode = new HashMap<>();

    void clear() {
        pidsByInode.clear();
    }

    void note(int pid, long inode) {
        List<Integer> pids = pidsByInode.computeIfAbsent(inode, key -> new ArrayList<>(1));
        if (!pids.contains(pid)) {
            pids.add(pid);
        }
    }

    /** The newest process that had it, and its parents as long as they had it too; none if nobody was noted. */
    List<Integer> holders(long inode, IntUnaryOperator parentOf) {
        List<Integer> pids = pidsByInode.getOrDefault(inode, List.of());
        List<Integer> holders = new ArrayList<>(1);
        int pid = pids.stream().mapToInt(Integer::intValue).max().orElse(0);
        while (pids.contains(pid) && !holders.contains(pid)) {
            holders.add(pid);
            pid = parentOf.applyAsInt(pid);
        }
        return holders;
    }
}
