package netmon.scan.linux.owners;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;
import netmon.scan.Clock;
import netmon.scan.linux.processes.LinuxProcesses;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes that have a socket open, by their {@link Descriptors}. This is expensive: netmon searches only
 * for new inodes, first in the processes that recently owned such sockets and the newest ones, and walks through all
 * only as often as its {@link WalkBudget} allows.
 */
public final class SocketOwners implements InodeOwners {
    /** Processes that recently opened sockets and are searched first; a desktop has some dozens of them. */
    private static final int MAX_LIKELY = 64;

    /** The newest processes are always searched: a short-lived process ends before its next turn. */
    private static final int NEWEST = 32;

    /** Time limit of a quick search: the sockets that it searches for live for milliseconds. */
    private static final long QUICK_SEARCH_NANOS = 5_000_000L;

    /** After so many walks refused pids are tried again, since they may belong to other processes by then. */
    private static final int WALKS_PER_REFUSAL = 64;

    private final LinuxProcesses processes;
    private final Descriptors descriptors;
    private final WalkBudget budget;
    private final int uid;

    /** The pids that recently owned new sockets, the latest last. */
    private final Map<Integer, Boolean> likely = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > MAX_LIKELY;
        }
    };

    private final Set<Integer> refused = new HashSet<>();

    /** Whether a process is in this network namespace, for the processes that quick searches came across. */
    private final Map<Integer, Boolean> inOwnNamespace = new HashMap<>();

    /** The pids of the last list; a process that is not among them has started since. */
    private int[] listed = {};

    private int quickSearches;
    private int quickPosition;
    private long walks;

    public SocketOwners(LinuxProcesses processes, Clock clock) {
        this.processes = processes;
        this.descriptors = new Descriptors(processes.folder());
        this.budget = new WalkBudget(clock);
        this.uid = ownUid(processes.folder());
    }

    @Override
    public boolean canFind(int socketUid) {
        return uid == 0 || socketUid == uid;
    }

    @Override
    public String confinement() {
        return processes.confinement();
    }

    @Override
    public long walks() {
        return walks;
    }

    @Override
    public FoundOwners find(Set<Long> inodes) {
        DescriptorSearch search = new DescriptorSearch(inodes);
        if (inodes.isEmpty()) {
            return new FoundOwners(search.owners, true);
        }
        walks++;
        if (walks % WALKS_PER_REFUSAL == 0) {
            refused.clear();
        }
        boolean complete = search.walk(walks == 1 ? budget.startFirst() : budget.start(Long.MAX_VALUE));
        budget.end(complete);
        return new FoundOwners(search.owners, complete);
    }

    @Override
    public Map<Long, List<OwnerProcess>> findNew(Set<Long> inodes) {
        DescriptorSearch search = new DescriptorSearch(inodes);
        if (!inodes.isEmpty()) {
            search.runNew(budget.start(Long.MAX_VALUE));
            budget.end(false);
        }
        return search.owners;
    }

    /**
     * Searches for a few milliseconds: half of the time in the processes that recently owned such sockets, the rest in
     * the newest ones, or at every second search in the others in turn. Processes of a container are left out.
     */
    @Override
    public Map<Long, List<OwnerProcess>> findQuickly(Set<Long> inodes) {
        DescriptorSearch search = new DescriptorSearch(inodes);
        if (!inodes.isEmpty() && budget.allows(QUICK_SEARCH_NANOS)) {
            search.runQuickly(budget.start(QUICK_SEARCH_NANOS));
            budget.end(false);
        }
        return search.owners;
    }

    @Override
    public boolean isAlive(OwnerProcess process) {
        long started = processes.started(process.pid());
        return started != 0 && started == process.started();
    }

    @Override
    public @Nullable OwnerProcess parent(OwnerProcess process) {
        int parent = processes.parent(process.pid());
        return parent > 1 ? new OwnerProcess(parent, processes.started(parent), null, null, null) : null;
    }

    @Override
    public Map<Long, Long> ranNanos(Set<Long> pids) {
        Map<Long, Long> nanos = new HashMap<>();
        for (Long pid : pids) {
            long ran = processes.ranNanos(pid);
            if (ran >= 0) {
                nanos.put(pid, ran);
            }
        }
        return nanos;
    }

    @Override
    public boolean isRetryDue() {
        return budget.allowsFullWalk();
    }

    /** One search; it ends as soon as everything is found. */
    private final class DescriptorSearch {
        private final Set<Long> wanted;
        private final Map<Long, List<OwnerProcess>> owners = new HashMap<>();
        private final Set<Integer> seen = new HashSet<>();

        DescriptorSearch(Set<Long> inodes) {
            wanted = new HashSet<>(inodes);
        }

        /** @return whether all was found, or every process was searched */
        boolean walk(long end) {
            visitLikely(end);
            int[] pids = list();
            for (int i = pids.length - 1; i >= 0 && !wanted.isEmpty(); i--) {
                if (pids.length - i > NEWEST && budget.isPast(end)) {
                    return false;
                }
                visit(pids[i]);
            }
            return true;
        }

        void runNew(long end) {
            visitLikely(end);
            int[] before = listed;
            int[] pids = list();
            int visited = 0;
            for (int i = pids.length - 1; i >= 0 && !wanted.isEmpty(); i--) {
                if (Arrays.binarySearch(before, pids[i]) < 0 && (++visited <= NEWEST || !budget.isPast(end))) {
                    visit(pids[i]);
                }
            }
        }

        /** All processes, to be searched in turn; none if every wanted socket has an owner already. */
        private int[] list() {
            if (wanted.isEmpty()) {
                return new int[0];
            }
            listed = descriptors.pids();
            return listed;
        }

        void runQuickly(long end) {
            visitLikely(end - QUICK_SEARCH_NANOS / 2);
            int[] pids = wanted.isEmpty() ? new int[0] : descriptors.pids();
            if (inOwnNamespace.size() > 2 * pids.length) {
                inOwnNamespace.clear(); // most are gone
            }
            if (quickSearches++ % 2 == 0) {
                for (int i = 1; i <= Math.min(NEWEST, pids.length) && isUnfinished(end); i++) {
                    visitInNamespace(pids[pids.length - i]);
                }
            }
            for (int i = 0; i < pids.length && isUnfinished(end); i++) {
                quickPosition = (quickPosition + 1) % pids.length;
                visitInNamespace(pids[quickPosition]);
            }
        }

        private boolean isUnfinished(long end) {
            return !wanted.isEmpty() && !budget.isPast(end);
        }

        private void visitInNamespace(int pid) {
            if (inOwnNamespace.computeIfAbsent(pid, processes::isInOwnNamespace)) {
                visit(pid);
            }
        }

        private void visitLikely(long end) {
            List<Integer> first = new ArrayList<>(likely.keySet());
            for (int i = first.size() - 1; i >= 0 && isUnfinished(end); i--) {
                visit(first.get(i));
            }
        }

        private void visit(int pid) {
            if (refused.contains(pid) || !seen.add(pid)) {
                return;
            }
            Set<Long> openSockets = openSockets(pid, wanted);
            if (openSockets.isEmpty()) {
                return;
            }
            own(pid, openSockets);
            // A parent with the same socket open shares it, and its parent too; a process that was just forked does.
            Set<Long> shared = openSockets;
            Set<Long> found = new HashSet<>(openSockets);
            int parent = processes.parent(pid);
            while (parent > 1 && !shared.isEmpty() && seen.add(parent)) {
                shared = openSockets(parent, wanted);
                own(parent, shared);
                found.addAll(shared);
                parent = processes.parent(parent);
            }
            wanted.removeAll(found);
        }

        private void own(int pid, Set<Long> inodes) {
            if (inodes.isEmpty()) {
                return;
            }
            OwnerProcess process = processes.of(pid, null);
            if (process.path() == null && process.command() == null) {
                return; // gone at this moment
            }
            likely.put(pid, true);
            for (Long inode : inodes) {
                owners.computeIfAbsent(inode, key -> new ArrayList<>(1)).add(process);
            }
        }
    }

    private Set<Long> openSockets(int pid, Set<Long> wanted) {
        Set<Long> openSockets = new HashSet<>();
        try {
            descriptors.eachSocket(pid, inode -> {
                if (wanted.contains(inode)) {
                    openSockets.add(inode);
                }
                return openSockets.size() < wanted.size();
            });
        } catch (AccessDeniedException e) {
            refused.add(pid);
        } catch (IOException e) {
            likely.remove(pid); // gone
        }
        return openSockets;
    }

    /** The user whose processes netmon may inspect; -1 if the number cannot be read. */
    private static int ownUid(Path proc) {
        try {
            return Files.getAttribute(proc.resolve("self"), "unix:uid") instanceof Integer number ? number : -1;
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }
}
