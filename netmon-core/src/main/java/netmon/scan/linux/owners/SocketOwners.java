package netmon.scan.linux.owners;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
    /** The newest processes are always searched: a short-lived process ends before its next turn. */
    private static final int NEWEST = 32;

    /** Time limit of a quick search: the sockets that it searches for live for milliseconds. */
    private static final long QUICK_SEARCH_NANOS = 5_000_000L;

    /** Time limit for noting what is open, before the kernel is asked. */
    private static final long NOTING_NANOS = 1_000_000L;

    /** Time limit for the first visit of new processes. */
    private static final long MEETING_NANOS = 20_000_000L;

    /** After so many walks refused pids are tried again, since they may belong to other processes by then. */
    private static final int WALKS_PER_REFUSAL = 64;

    private final LinuxProcesses processes;
    private final Descriptors descriptors;
    private final NotedSockets noted = new NotedSockets();
    private final WalkBudget budget;
    private final int uid;

    private final InspectableProcesses inspectable;

    /** The pids of the last list; a process that is not among them has started since. */
    private int[] listed = {};

    private int quickSearches;
    private long walks;

    public SocketOwners(LinuxProcesses processes, Clock clock) {
        this.processes = processes;
        this.descriptors = new Descriptors(processes.folder());
        this.inspectable = new InspectableProcesses(descriptors, processes::isInOwnNamespace, clock);
        this.budget = new WalkBudget(clock);
        this.uid = descriptors.ownUid();
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
            inspectable.forgetAnswers();
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
     * Searches for a few milliseconds: half of the time in the processes that recently owned such sockets, then in those
     * that it could inspect before, in turn, and then in those that started since. Processes of a container are left out.
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
    public void meetNew() {
        new DescriptorSearch(Set.of()).visitNew(budget.start(MEETING_NANOS));
        budget.end(false);
    }

    @Override
    public void noteSockets() {
        noted.clear();
        long end = budget.start(NOTING_NANOS);
        for (int pid : inspectable.readable()) {
            if (!budget.isPast(end) && inspectable.isHere(pid)) {
                inspectable.eachSocket(pid, inode -> {
                    noted.note(pid, inode);
                    return !budget.isPast(end);
                });
            }
        }
        budget.end(false);
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
            takeNoted();
            visitLikely(end - QUICK_SEARCH_NANOS / 2);
            // The others would never have a turn on a busy machine, where the time is over soon.
            if (quickSearches++ % 4 != 0) {
                visitReadable(end);
            }
            if (isUnfinished(end)) {
                visitNew(end);
            }
        }

        private void takeNoted() {
            for (long inode : List.copyOf(wanted)) {
                noted.holders(inode, processes::parent).forEach(pid -> own(pid, Set.of(inode)));
                if (owners.containsKey(inode)) {
                    wanted.remove(inode);
                }
            }
        }

        /** Visits the processes that started since the last time, the newest first. */
        void visitNew(long end) {
            int[] unmet = inspectable.unmet(descriptors.pids());
            int left = unmet.length;
            while (left > 0 && !budget.isPast(end)) {
                visitInNamespace(unmet[--left]);
            }
        }

        private void visitReadable(long end) {
            List<Integer> readable = inspectable.readable();
            for (int i = 0; i < readable.size() && isUnfinished(end); i++) {
                visitInNamespace(readable.get(i));
            }
        }

        private boolean isUnfinished(long end) {
            return !wanted.isEmpty() && !budget.isPast(end);
        }

        private void visitInNamespace(int pid) {
            if (inspectable.isHere(pid)) {
                visit(pid);
            }
        }

        private void visitLikely(long end) {
            List<Integer> first = inspectable.likely();
            for (int i = first.size() - 1; i >= 0 && isUnfinished(end); i--) {
                visit(first.get(i));
            }
        }

        private void visit(int pid) {
            if (inspectable.isRefused(pid) || !seen.add(pid)) {
                return;
            }
            Set<Long> openSockets = inspectable.openSockets(pid, wanted);
            if (openSockets.isEmpty()) {
                return;
            }
            own(pid, openSockets);
            // A parent with the same socket open shares it, and its parent too; a process that was just forked does.
            Set<Long> shared = openSockets;
            Set<Long> found = new HashSet<>(openSockets);
            int parent = processes.parent(pid);
            while (parent > 1 && !shared.isEmpty() && seen.add(parent)) {
                shared = inspectable.openSockets(parent, wanted);
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
            inspectable.ownsNew(pid);
            for (Long inode : inodes) {
                owners.computeIfAbsent(inode, key -> new ArrayList<>(1)).add(process);
            }
        }
    }
}
