package netmon.scan.linux.owners;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import netmon.model.OwnerProcess;
import netmon.scan.Machine;
import netmon.scan.Processes;
import netmon.scan.ScanException;
import org.jspecify.annotations.Nullable;

/** The owners that a machine lists in {@value SocketHolders#NAME}: a replay cannot walk through the processes. */
public final class ListedOwners implements InodeOwners {
    private static final Pattern LINE = Pattern.compile("^([0-9]{1,18})\t([0-9]{1,18})$", Pattern.MULTILINE);

    private final Machine machine;
    private final Processes processes;

    public ListedOwners(Machine machine, Processes processes) {
        this.machine = machine;
        this.processes = processes;
    }

    /** The writer of the list left out the owners that it could not find. */
    @Override
    public boolean canFind(int socketUid) {
        return true;
    }

    @Override
    public FoundOwners find(Set<Long> inodes) {
        return new FoundOwners(findQuickly(inodes), true);
    }

    @Override
    public Map<Long, List<OwnerProcess>> findQuickly(Set<Long> inodes) {
        Map<Long, List<OwnerProcess>> owners = new HashMap<>();
        list(SocketHolders.NAME).forEach((inode, pids) -> {
            List<OwnerProcess> its = inodes.contains(inode) ? known(pids) : List.of();
            if (!its.isEmpty()) {
                owners.put(inode, its);
            }
        });
        return owners;
    }

    /** The processes that still existed when the list was written. */
    private List<OwnerProcess> known(List<Long> pids) {
        return pids.stream()
                .map(pid -> processes.of(pid, null))
                .filter(process -> process.path() != null || process.command() != null)
                .toList();
    }

    @Override
    public boolean isAlive(OwnerProcess process) {
        OwnerProcess now = processes.of(process.pid(), null);
        return now.isResolved() && now.started() == process.started();
    }

    /** A recording does not contain it. */
    @Override
    public @Nullable OwnerProcess parent(OwnerProcess process) {
        return null;
    }

    @Override
    public Map<Long, Long> ranNanos(Set<Long> pids) {
        Map<Long, Long> nanos = new HashMap<>();
        list(SocketHolders.RUN_TIMES).forEach((pid, times) -> {
            if (pids.contains(pid)) {
                nanos.put(pid, times.get(0));
            }
        });
        return nanos;
    }

    @Override
    public boolean isRetryDue() {
        return true;
    }

    @Override
    public long walks() {
        return 0;
    }

    /** Empty where the machine gives no such answer. */
    private Map<Long, List<Long>> list(String question) {
        try {
            return parse(machine.read(question).text());
        } catch (ScanException e) {
            return Map.of();
        }
    }

    /** The second numbers of the lines by the first; malformed lines are skipped. */
    static Map<Long, List<Long>> parse(String text) {
        Map<Long, List<Long>> pids = new HashMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            pids.computeIfAbsent(Long.valueOf(line.group(1)), key -> new ArrayList<>(1))
                    .add(Long.valueOf(line.group(2)));
        }
        return pids;
    }
}
