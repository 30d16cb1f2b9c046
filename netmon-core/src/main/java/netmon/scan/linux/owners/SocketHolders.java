package netmon.scan.linux.owners;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netmon.scan.linux.processes.LinuxProcesses;

/**
 * Lists, for a recording, the owner of every socket that this user may inspect: one line each, inode TAB pid. Where
 * several processes have a socket open, the owner is the newest one, and its parents as long as they have it open too,
 * as in {@link SocketOwners}. A process that opened the socket for others, such as pid 1, is not its owner.
 */
public final class SocketHolders {
    /** The list's name as a question to the machine. */
    public static final String NAME = "socket owners";

    /** The question for the times that these owners have run: one line each, pid TAB nanoseconds. */
    public static final String RUN_TIMES = "run times";

    private final Descriptors descriptors;
    private final LinuxProcesses processes;

    public SocketHolders(LinuxProcesses processes) {
        this.descriptors = new Descriptors(processes.folder());
        this.processes = processes;
    }

    /** Walks through all processes, which takes some hundredths of a second. */
    public String list() {
        Map<Long, List<Integer>> holders = new TreeMap<>();
        for (int pid : descriptors.pids()) {
            for (long inode : inodes(pid)) {
                List<Integer> own = holders.computeIfAbsent(inode, key -> new ArrayList<>(1));
                if (own.isEmpty() || own.get(own.size() - 1) != pid) {
                    own.add(pid);
                }
            }
        }
        StringBuilder lines = new StringBuilder();
        holders.forEach((inode, pids) -> {
            int newest = pids.get(pids.size() - 1);
            lines.append(inode).append('\t').append(newest).append('\n');
            for (int pid = processes.parent(newest); pid > 1 && pids.contains(pid); pid = processes.parent(pid)) {
                lines.append(inode).append('\t').append(pid).append('\n');
            }
        });
        return lines.toString();
    }

    public String runTimes() {
        StringBuilder lines = new StringBuilder();
        for (int pid : descriptors.pids()) {
            long ran = inodes(pid).isEmpty() ? -1 : processes.ranNanos(pid);
            if (ran >= 0) {
                lines.append(pid).append('\t').append(ran).append('\n');
            }
        }
        return lines.toString();
    }

    private List<Long> inodes(int pid) {
        List<Long> inodes = new ArrayList<>();
        try {
            descriptors.eachSocket(pid, inodes::add);
        } catch (IOException e) {
            return inodes; // gone, or another user's
        }
        return inodes;
    }
}
