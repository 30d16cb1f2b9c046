package netmon.scan.linux.owners;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import netmon.scan.Clock;

/**
 * Remembers which processes a search can inspect. Without root they are few among many others, and a socket that lives
 * for milliseconds is found only where the search starts with them.
 */
final class InspectableProcesses {
    /** Processes that recently opened sockets and are searched first; a desktop has some dozens of them. */
    private static final int MAX_LIKELY = 64;

    /** A process that starts may still get another user or another namespace: it is tried again after this time. */
    private static final long SETTLED_NANOS = 2_000_000_000L;

    /** The first and the last try to inspect a process, in nanoseconds of the monotonic clock. */
    private record Tries(long first, long last) {
        boolean isSettled() {
            return last - first >= SETTLED_NANOS;
        }
    }

    private final Descriptors descriptors;
    private final IntPredicate isInOwnNamespace;
    private final Clock clock;
    private final Map<Integer, Tries> tries = new HashMap<>();

    /** Whether a process can be inspected and is in this network namespace, for those that have settled. */
    private final Map<Integer, Boolean> inOwnNamespace = new HashMap<>();

    private final Map<Integer, Boolean> refused = new HashMap<>();

    /** The pids that recently owned new sockets, the latest last. */
    private final Map<Integer, Boolean> likely = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > MAX_LIKELY;
        }
    };

    /** The one that was read longest ago is first. */
    private final Set<Integer> readable = new LinkedHashSet<>();

    InspectableProcesses(Descriptors descriptors, IntPredicate isInOwnNamespace, Clock clock) {
        this.descriptors = descriptors;
        this.isInOwnNamespace = isInOwnNamespace;
        this.clock = clock;
    }

    /** Those of this namespace that could be read, in turn. */
    List<Integer> readable() {
        return List.copyOf(readable);
    }

    /** Those that recently owned new sockets, the latest last. */
    List<Integer> likely() {
        return List.copyOf(likely.keySet());
    }

    void ownsNew(int pid) {
        likely.put(pid, true);
    }

    /** Those of the wanted inodes that the process has open. */
    Set<Long> openSockets(int pid, Set<Long> wanted) {
        Set<Long> found = new HashSet<>();
        eachSocket(pid, inode -> {
            if (wanted.contains(inode)) {
                found.add(inode);
            }
            return found.size() < wanted.size();
        });
        return found;
    }

    /** Passes the inodes of its sockets until {@code goOn} returns false; none of a process that refuses. */
    void eachSocket(int pid, LongPredicate goOn) {
        try {
            descriptors.eachSocket(pid, goOn);
            read(pid);
        } catch (AccessDeniedException e) {
            refuse(pid);
        } catch (IOException e) {
            gone(pid);
        }
    }

    /** Root can read those of containers as well, which are left out. */
    void read(int pid) {
        readable.remove(pid);
        if (inOwnNamespace.getOrDefault(pid, true)) {
            readable.add(pid);
        }
    }

    void gone(int pid) {
        readable.remove(pid);
        likely.remove(pid);
    }

    void refuse(int pid) {
        readable.remove(pid);
        settle(refused, pid, true);
    }

    boolean isRefused(int pid) {
        return refused.containsKey(pid);
    }

    /** The pids may belong to other processes by now. */
    void forgetAnswers() {
        refused.clear();
        inOwnNamespace.clear();
        tries.clear();
    }

    boolean isHere(int pid) {
        Boolean known = inOwnNamespace.get(pid);
        boolean isHere = known == null ? settle(inOwnNamespace, pid, isInOwnNamespace.test(pid)) : known;
        if (!isHere) {
            readable.remove(pid);
        }
        return isHere;
    }

    /** Those of the listed pids that may become readable; those that were never tried are last. */
    int[] unmet(int[] pids) {
        if (tries.size() > 2 * pids.length) {
            forgetAnswers(); // most are gone
        }
        return Arrays.stream(pids)
                .filter(pid -> !readable.contains(pid) && !tries(pid).isSettled())
                .boxed()
                .sorted(Comparator.comparing(pid -> !tries.containsKey(pid)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean settle(Map<Integer, Boolean> answers, int pid, boolean answer) {
        long now = clock.monotonicNanos();
        tries.merge(pid, new Tries(now, now), (before, latest) -> new Tries(before.first, now));
        if (tries(pid).isSettled()) {
            answers.put(pid, answer);
        }
        return answer;
    }

    private Tries tries(int pid) {
        return tries.getOrDefault(pid, new Tries(0, 0));
    }
}
