package netmon.scan.linux.owners;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import netmon.scan.linux.processes.LinuxProcesses;

/**
 * Lists, for a recording, the owner of every socket that this user may inspect: one line each, inode TAB pid. The owner
 * is the newest process that has it open, and its parent if that has it open too, as in {@link SocketOwners}.
 */
public final class SocketHolders {
    /** The list's name as a question to the machine. */
    public static final String NAME = "socket owners";

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
            int parent = processes.parent(newest);
            lines.append(inode).append('\t').append(newest).append('\n');
            if (parent > 1 && pids.contains(parent)) {
                lines.append(inode).append('\t').append(parent).append('\n');
            }
        });
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
