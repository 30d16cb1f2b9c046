package netmon.scan.linux.owners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import netmon.model.OwnerProcess;
import netmon.scan.Clock;
import netmon.scan.FakeClock;
import netmon.scan.linux.FakeProc;
import netmon.scan.linux.processes.LinuxProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketOwnersTest {
    @TempDir
    private Path root;

    private final FakeClock clock = new FakeClock();
    private FakeProc proc = new FakeProc(Path.of("/nowhere-yet"));
    private SocketOwners owners = new SocketOwners(new LinuxProcesses(Path.of("/nowhere-yet")), clock);

    @BeforeEach
    void prepare() {
        proc = new FakeProc(root);
        owners = owners(clock);
    }

    private SocketOwners owners(Clock measuring) {
        return new SocketOwners(new LinuxProcesses(proc.root()), measuring);
    }

    @Test
    void aSocketBelongsToTheProcessThatHasItOpen() {
        proc.process(10, "curl", 100, 101).process(11, "wget", 102);
        InodeOwners.FoundOwners found = owners.find(Set.of(100L, 102L));
        assertEquals("curl", names(found, 100));
        assertEquals("wget", names(found, 102));
        assertTrue(found.complete());
    }

    @Test
    void aSocketOfAForkedProcessBelongsToItsParentToo() {
        proc.process(10, "server", 100, 101).child(10, 11, "worker", 100).child(10, 12, "other");
        InodeOwners.FoundOwners found = owners.find(Set.of(100L, 101L));
        assertEquals("server worker", names(found, 100));
        assertEquals("server", names(found, 101));
    }

    @Test
    void aSocketThatGrandchildrenInheritedBelongsToAllOfThem() {
        proc.process(10, "opener", 100).child(10, 11, "sh", 100).child(11, 12, "sleep", 100);
        assertEquals("opener sh sleep", names(owners.find(Set.of(100L)), 100));
    }

    @Test
    void theTimeThatAProcessRanIsThatOfItsThreads() {
        proc.process(10, "call").ran(10, 10, 5000).ran(10, 13, 700).process(11, "unknown");
        assertEquals(Map.of(10L, 5700L), owners.ranNanos(Set.of(10L, 11L, 12L)));
    }

    @Test
    void aProcessLivesUntilItEndsOrItsNumberIsUsedAgain() {
        LinuxProcesses processes = new LinuxProcesses(proc.root());
        proc.process(10, "curl");
        OwnerProcess curl = processes.of(10, null);
        assertTrue(owners.isAlive(curl));
        assertFalse(owners.isAlive(new OwnerProcess(10, curl.started() + 10, curl.path(), null, null)));
        proc.gone(10);
        assertFalse(owners.isAlive(curl));
    }

    @Test
    void aSocketWithoutAProcessHasNoOwnerAndNeitherHaveRefusedOnes() {
        proc.process(10, "curl", 100).refused(11, "chrome");
        InodeOwners.FoundOwners found = owners.find(Set.of(999L));
        assertEquals("", names(found, 999));
        assertTrue(found.complete());
    }

    @Test
    void withoutInodesNoProcessIsSearched() {
        owners.find(Set.of());
        assertEquals(0, owners.walks());
        owners.find(Set.of(1L));
        assertEquals(1, owners.walks());
    }

    @Test
    void aProcessThatIsGoneIsForgotten() {
        proc.process(10, "curl", 100);
        owners.find(Set.of(100L));
        proc.gone(10).process(11, "wget", 101);
        assertEquals("wget", names(owners.find(Set.of(101L)), 101));
    }

    @Test
    void aSearchThatTakesTooLongEndsButTheNewestProcessesAreAlwaysSearched() {
        for (int pid = 1; pid <= 100; pid++) {
            proc.process(pid, "app" + pid, 1000 + pid);
        }
        owners = owners(FakeClock.slow(Duration.ofMillis(100)));
        InodeOwners.FoundOwners found = owners.find(Set.of(1100L, 1001L));
        assertEquals("app100", names(found, 1100));
        assertEquals("", names(found, 1001));
        assertFalse(found.complete());
    }

    @Test
    void afterAnExpensiveSearchTheNextOneWaitsFiftyTimesAsLong() {
        for (int pid = 1; pid <= 100; pid++) {
            proc.process(pid, "app" + pid, 1000 + pid);
        }
        FakeClock slow = FakeClock.slow(Duration.ofMillis(100));
        owners = owners(slow);
        assertTrue(owners.isRetryDue());
        owners.find(Set.of(1001L));
        assertFalse(owners.isRetryDue());
        slow.advance(Duration.ofMinutes(10));
        assertTrue(owners.isRetryDue());
    }

    @Test
    void aQuickSearchSkipsProcessesOfOtherNamespacesUnlessTheyRecentlyOwnedSuchSockets() {
        proc.process(10, "browser", 100).process(11, "contained", 101);
        proc.link(proc.file("self/ns/net"), "net:[1]");
        proc.link(proc.file("10/ns/net"), "net:[1]");
        proc.link(proc.file("11/ns/net"), "net:[2]");
        assertEquals(Set.of(100L), owners.findQuickly(Set.of(100L, 101L)).keySet());
        owners.find(Set.of(101L));
        assertEquals(Set.of(100L, 101L), owners.findQuickly(Set.of(100L, 101L)).keySet());
    }

    @Test
    void quickSearchesThatAreCutShortReachEveryProcessInTurn() {
        for (int pid = 1; pid <= 100; pid++) {
            proc.process(pid, "app" + pid, 1000 + pid);
        }
        FakeClock tiring = FakeClock.slow(Duration.ofMillis(1));
        owners = owners(tiring);
        int quickSearches = 0;
        while (owners.findQuickly(Set.of(1001L)).isEmpty()) {
            tiring.advance(Duration.ofSeconds(1));
            assertTrue(++quickSearches < 200, "no glance came to the oldest process");
        }
        assertTrue(quickSearches > 2, "glances are cut short");
    }

    /** It had the socket when the kernel was asked, and closed it before its descriptors were read. */
    @Test
    void aQuickSearchKnowsWhatWasNotedBefore() {
        proc.process(10, "brief", 100L);
        owners.meetNew();
        owners.noteSockets();
        proc.gone(10).process(10, "brief");
        assertEquals(
                List.of("brief"),
                owners.findQuickly(Set.of(100L)).getOrDefault(100L, List.of()).stream()
                        .map(each -> String.valueOf(each.command()))
                        .toList());
        owners.noteSockets();
        assertEquals(Map.of(), owners.findQuickly(Set.of(100L)));
    }

    private static String names(InodeOwners.FoundOwners found, long inode) {
        Set<String> names = new TreeSet<>();
        found.owners().getOrDefault(inode, List.of()).forEach(each -> names.add(String.valueOf(each.command())));
        return String.join(" ", names);
    }
}
