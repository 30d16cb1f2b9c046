package netmon.scan.linux;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
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
import netmon.model.Process;
import netmon.scan.Clock;

/**
 * Finds the processes that have a socket open, by the links in {@code /proc/PID/fd}: {@code socket:[12345]}, where the
 * number is the socket's inode. That is dear, so it is asked only for inodes not seen before, looks first where such
 * sockets were found lately and at the newest processes, and goes through all of them only as often as its share of
 * the processor allows. Processes that are gone or that may not be looked at are passed over.
 */
final class SocketOwners implements InodeOwners {
    /** Processes that lately opened sockets and are looked at first; a desktop has some dozens of them. */
    private static final int MOST_LIKELY = 64;

    /** Newest processes that are always looked at: a short process is gone before its turn would come again. */
    private static final int NEWEST = 32;

    /** Walks may take a fiftieth of one processor, and so much at once after a time without any. */
    private static final long SHARE = 50;

    private static final long SAVED_NANOS = 200_000_000L;

    /** How long a glance goes on: what it looks for lives for milliseconds. */
    private static final long GLANCE_NANOS = 5_000_000L;

    /** The first search has everything to find, and is given this. */
    private static final long FIRST_NANOS = 5_000_000_000L;

    /** After so many walks refused processes are asked again, since their numbers may belong to others by then. */
    private static final int WALKS_PER_REFUSAL = 64;

    private static final String LINK = "socket:[";

    private final Path proc;
    private final LinuxProcesses processes;
    private final Clock clock;
    private final int uid;

    /** The pids that owned sockets found lately, the latest last. */
    private final Map<Integer, Boolean> likely = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > MOST_LIKELY;
        }
    };

    private final Set<Integer> refused = new HashSet<>();

    /** Processes of this network namespace or of others, as far as a glance came by. */
    private final Map<Integer, Boolean> neighbours = new HashMap<>();

    private int glances;
    private int glancedAt;
    private long savedNanos = SAVED_NANOS;
    private long spentAt;
    private long wholeNanos;
    private long walks;

    SocketOwners(LinuxProcesses processes, Clock clock) {
        this.proc = processes.folder();
        this.processes = processes;
        this.clock = clock;
        this.spentAt = clock.monotonicNanos();
        this.uid = ownUid();
    }

    @Override
    public boolean mayKnow(int socketUid) {
        return uid == 0 || socketUid == uid;
    }

    @Override
    public long walks() {
        return walks;
    }

    @Override
    public Found find(Set<Long> inodes) {
        Search search = new Search(inodes);
        if (inodes.isEmpty()) {
            return search.result(true);
        }
        walks++;
        if (walks % WALKS_PER_REFUSAL == 0) {
            refused.clear();
        }
        long begun = clock.monotonicNanos();
        savedNanos = walks == 1 ? FIRST_NANOS : savedAt(begun);
        boolean whole = search.walk(begun);
        spentAt = clock.monotonicNanos();
        savedNanos -= spentAt - begun;
        if (whole) {
            wholeNanos = spentAt - begun;
        }
        return search.result(whole);
    }

    /**
     * Looks for the processes that have these inodes open in a few milliseconds, since what it looks for does not live
     * longer: half of the time where such were found lately, then among the newest processes, or at every second glance
     * among the others, each time other ones. A container's processes, which have sockets of their own, are left out.
     */
    @Override
    public Map<Long, List<Process>> glance(Set<Long> inodes) {
        Search search = new Search(inodes);
        long begun = clock.monotonicNanos();
        savedNanos = savedAt(begun);
        spentAt = begun;
        if (!inodes.isEmpty() && savedNanos >= GLANCE_NANOS) {
            search.glance(begun);
            spentAt = clock.monotonicNanos();
            savedNanos -= spentAt - begun;
        }
        return search.owners;
    }

    /** Whether all processes could be gone through now; to look again for what was not found takes no less. */
    @Override
    public boolean isRested() {
        return savedAt(clock.monotonicNanos()) >= Math.max(SAVED_NANOS / 2, wholeNanos);
    }

    private long savedAt(long now) {
        return Math.min(Math.max(SAVED_NANOS, wholeNanos), savedNanos + (now - spentAt) / SHARE);
    }

    /** One search; ends as soon as everything is found. */
    private final class Search {
        private final Set<Long> wanted;
        private final Map<Long, List<Process>> owners = new HashMap<>();
        private final Set<Integer> seen = new HashSet<>();

        Search(Set<Long> inodes) {
            wanted = new HashSet<>(inodes);
        }

        Found result(boolean whole) {
            return new Found(owners, whole);
        }

        /** @return whether all is found, or every process was looked at */
        boolean walk(long begun) {
            visitLikely(begun + savedNanos);
            int[] pids = wanted.isEmpty() ? new int[0] : pids(proc);
            for (int i = pids.length - 1; i >= 0 && !wanted.isEmpty(); i--) {
                if (pids.length - i > NEWEST && isPast(begun + savedNanos)) {
                    return false;
                }
                visit(pids[i]);
            }
            return true;
        }

        void glance(long begun) {
            long end = begun + GLANCE_NANOS;
            visitLikely(begun + GLANCE_NANOS / 2);
            int[] pids = wanted.isEmpty() ? new int[0] : pids(proc);
            if (neighbours.size() > 2 * pids.length) {
                neighbours.clear(); // most are gone
            }
            if (glances++ % 2 == 0) {
                for (int i = 1; i <= Math.min(NEWEST, pids.length) && isOn(end); i++) {
                    visitNeighbour(pids[pids.length - i]);
                }
            }
            for (int i = 0; i < pids.length && isOn(end); i++) {
                glancedAt = (glancedAt + 1) % pids.length;
                visitNeighbour(pids[glancedAt]);
            }
        }

        private boolean isOn(long end) {
            return !wanted.isEmpty() && !isPast(end);
        }

        private void visitNeighbour(int pid) {
            if (neighbours.computeIfAbsent(pid, processes::isInOwnNamespace)) {
                visit(pid);
            }
        }

        private void visitLikely(long end) {
            List<Integer> first = new ArrayList<>(likely.keySet());
            for (int i = first.size() - 1; i >= 0 && isOn(end); i--) {
                visit(first.get(i));
            }
        }

        private boolean isPast(long end) {
            return clock.monotonicNanos() - end >= 0;
        }

        private void visit(int pid) {
            if (refused.contains(pid) || !seen.add(pid)) {
                return;
            }
            List<Long> held = held(pid, wanted);
            if (held.isEmpty()) {
                return;
            }
            // A parent that has the same socket open shares it; a process that was just forked always does.
            int parent = processes.parent(pid);
            List<Long> shared = parent > 1 && seen.add(parent) ? held(parent, wanted) : List.of();
            own(pid, held);
            own(parent, shared);
            wanted.removeAll(new HashSet<>(held));
            wanted.removeAll(new HashSet<>(shared));
        }

        private void own(int pid, List<Long> inodes) {
            if (inodes.isEmpty()) {
                return;
            }
            Process process = processes.of(pid, null);
            if (process.path() == null && process.command() == null) {
                return; // gone in this moment
            }
            likely.put(pid, true);
            for (Long inode : inodes) {
                owners.computeIfAbsent(inode, key -> new ArrayList<>(1)).add(process);
            }
        }
    }

    /** Which of the wanted inodes the process has open; each once. */
    private List<Long> held(int pid, Set<Long> wanted) {
        Set<Long> held = new HashSet<>();
        Path folder = proc.resolve(Integer.toString(pid)).resolve("fd");
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                long inode = socketInode(link);
                if (inode != 0 && wanted.contains(inode)) {
                    held.add(inode);
                    if (held.size() == wanted.size()) {
                        break;
                    }
                }
            }
        } catch (AccessDeniedException e) {
            refused.add(pid);
        } catch (IOException | DirectoryIteratorException e) {
            likely.remove(pid); // gone
        }
        return List.copyOf(held);
    }

    /** The inode of the socket that a descriptor's link leads to; 0 for anything else. */
    static long socketInode(Path link) {
        try {
            return inode(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return 0; // closed since
        }
    }

    /** The number in {@code socket:[12345]}; 0 if the text is something else. */
    static long inode(String target) {
        if (!target.startsWith(LINK) || !target.endsWith("]")) {
            return 0;
        }
        try {
            return Long.parseLong(target, LINK.length(), target.length() - 1, 10);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** All processes, the newest last as long as numbers are not used again. */
    static int[] pids(Path proc) {
        String[] names = proc.toFile().list();
        if (names == null) {
            return new int[0];
        }
        return Arrays.stream(names)
                .filter(name -> Character.isDigit(name.charAt(0)))
                .mapToInt(SocketOwners::pid)
                .sorted()
                .toArray();
    }

    private static int pid(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whose processes can be looked at; an unreadable number is nobody's. */
    private int ownUid() {
        try {
            return Files.getAttribute(proc.resolve("self"), "unix:uid") instanceof Integer number ? number : -1;
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }
}
