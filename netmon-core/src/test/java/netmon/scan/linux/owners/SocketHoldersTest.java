package netmon.scan.linux.owners;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import netmon.model.OwnerProcess;
import netmon.scan.Processes;
import netmon.scan.linux.FakeProc;
import netmon.scan.linux.Recorded;
import netmon.scan.linux.processes.LinuxProcesses;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of owners in a recording: {@link SocketHolders} writes it, {@link ListedOwners} reads it. */
class SocketHoldersTest {
    @TempDir
    private Path root;

    private FakeProc proc = new FakeProc(Path.of("/nowhere-yet"));

    @BeforeEach
    void makesProc() {
        proc = new FakeProc(root);
    }

    @Test
    void everySocketIsListedWithItsOwner() {
        proc.process(20, "a", 1001, 1003)
                .process(21, "b", 1002)
                .process(22, "c")
                .refused(23, "d");
        assertEquals("1001\t20\n1002\t21\n1003\t20\n", list());
    }

    @Test
    void aSocketThatASecondDescriptorHasOpenIsListedOnce() {
        proc.process(20, "a", 1001, 1001);
        assertEquals("1001\t20\n", list());
    }

    @Test
    void aParentSharesASocketWithItsChildButPid1IsNoOwner() {
        proc.process(1, "init", 1001, 1002).process(20, "a", 1001, 1003).child(20, 30, "b", 1003);
        assertEquals("1001\t20\n1002\t1\n1003\t30\n1003\t20\n", list());
    }

    @Test
    void theRunTimesOfOwnersAreListedAndReadBack() {
        proc.process(20, "a", 1001).ran(20, 20, 5000).process(21, "b").ran(21, 21, 99);
        String times = new SocketHolders(new LinuxProcesses(proc.root())).runTimes();
        assertEquals("20\t5000\n", times, "b has no socket");
        Recorded machine = new Recorded().with(SocketHolders.RUN_TIMES, times);
        ListedOwners owners = new ListedOwners(machine, new Known(Set.of(20L)));
        assertEquals(Map.of(20L, 5000L), owners.ranNanos(Set.of(20L, 21L)));
    }

    @Test
    void theListIsReadBack() {
        Recorded machine = new Recorded().with(SocketHolders.NAME, "1001\t20\n1003\t30\n1003\t20\n1004\t99\n");
        ListedOwners owners = new ListedOwners(machine, new Known(Set.of(20L, 30L)));
        InodeOwners.FoundOwners found = owners.find(Set.of(1001L, 1003L, 1004L, 1005L));
        assertEquals(
                Map.of(1001L, List.of("app20"), 1003L, List.of("app30", "app20")),
                names(found.owners()),
                "99 was gone before it could be asked for");
    }

    @Test
    void malformedListsHaveNoOwners() {
        String hostile = "1001 20\n1001\t\n\t20\n1001\t20\t5\n-1\t20\n99999999999999999999\t20\n\0\n1002\t20";
        assertEquals(Map.of(1002L, List.of(20L)), ListedOwners.parse(hostile));
        ListedOwners none = new ListedOwners(new Recorded(), new Known(Set.of()));
        assertEquals(Map.of(), none.find(Set.of(1001L)).owners());
    }

    private String list() {
        return new SocketHolders(new LinuxProcesses(proc.root())).list();
    }

    private static Map<Long, List<String>> names(Map<Long, List<OwnerProcess>> owners) {
        Map<Long, List<String>> names = new HashMap<>();
        owners.forEach((inode, own) -> names.put(
                inode, own.stream().map(each -> String.valueOf(each.path())).toList()));
        return names;
    }

    private record Known(Set<Long> pids) implements Processes {
        @Override
        public OwnerProcess of(long pid, @Nullable String command) {
            return pids.contains(pid)
                    ? new OwnerProcess(pid, 1, "app" + pid, command, null)
                    : OwnerProcess.unresolved(pid, command);
        }

        @Override
        public long started(long pid) {
            return 1;
        }
    }
}
