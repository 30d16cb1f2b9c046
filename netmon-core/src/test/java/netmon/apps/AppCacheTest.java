package netmon.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import netmon.model.OwnerProcess;
import org.junit.jupiter.api.Test;

class AppCacheTest {
    private static final long SECOND = 1_000_000_000L;

    private final Map<Long, OwnerProcess> machine = new HashMap<>();
    private long now;
    private int lookups;
    private final AppCache apps = new AppCache(
            (pid, command) -> {
                lookups++;
                return machine.getOrDefault(pid, OwnerProcess.unresolved(pid, command));
            },
            pid -> machine.containsKey(pid) ? machine.get(pid).started() : 0,
            () -> now);

    @Test
    void aProcessIsLookedUpOnceAndNotAtEveryPoll() {
        runs(7, 1000, "/usr/bin/curl");
        for (int i = 0; i < 100; i++) {
            assertEquals("curl", name(7));
        }
        assertEquals(1, lookups);
    }

    @Test
    void aReusedPidHasItsNewNameAtOnce() {
        runs(7, 1000, "/usr/bin/curl");
        assertEquals("curl", name(7));
        runs(7, 2000, "/usr/bin/wget");
        assertEquals("wget", name(7));
    }

    @Test
    void aPidWithoutAKnownStartIsNotCached() {
        runs(7, 0, "/usr/bin/curl");
        assertEquals("curl", name(7));
        runs(7, 0, "/usr/bin/wget");
        assertEquals("wget", name(7));
    }

    @Test
    void aProcessThatBecomesAnotherProgramGetsItsNewNameAfterAWhile() {
        runs(7, 1000, "/usr/bin/bash");
        assertEquals("bash", name(7));
        runs(7, 1000, "/usr/bin/ssh");
        assertEquals("bash", name(7));
        now = AppCache.FIRST_REREAD_NANOS;
        assertEquals("ssh", name(7));
    }

    @Test
    void anOldProcessIsLookedUpLessAndLess() {
        runs(7, 1000, "/usr/sbin/sshd");
        for (now = 0; now < 3600 * SECOND; now += SECOND) {
            assertEquals("sshd", name(7));
        }
        int eachMinute = (int) (3600 * SECOND / AppCache.LAST_REREAD_NANOS);
        assertEquals(eachMinute + 5, lookups, 1, "doubling from 2 s up to 64 s");
    }

    @Test
    void aProcessThatEndedAMomentAgoKeepsItsName() {
        runs(7, 1000, "/usr/bin/curl");
        assertEquals("curl", name(7));
        machine.remove(7L);
        now = AppCache.GONE_NANOS - 1;
        assertEquals("curl", name(7));
        now = AppCache.GONE_NANOS;
        assertEquals("cmd", name(7));
    }

    @Test
    void aProcessWithARefusedPathIsNamedByItsCommand() {
        machine.put(7L, new OwnerProcess(7, 1000, null, "cmd", null));
        assertEquals("cmd", name(7));
        assertEquals("cmd", name(7));
        assertEquals(1, lookups);
    }

    @Test
    void aResolvedProcessIsNotLookedUp() {
        assertEquals(
                "curl",
                apps.of(new OwnerProcess(7, 1000, "/usr/bin/curl", null, null)).name());
        assertEquals(0, lookups);
    }

    @Test
    void theProcessesUsedLeastAreForgottenFirst() {
        for (long pid = 1; pid <= AppCache.CAPACITY; pid++) {
            runs(pid, 1000, "/bin/p" + pid);
            name(pid);
        }
        name(1);
        runs(9999, 1000, "/bin/one-more");
        name(9999);
        assertEquals(AppCache.CAPACITY, apps.size());
        lookups = 0;
        name(1);
        assertEquals(0, lookups, "pid 1 was used a moment ago");
        name(2);
        assertEquals(1, lookups, "pid 2 was not");
    }

    @Test
    void theNumberOfRememberedResolvedProcessesIsLimitedToo() {
        for (long pid = 1; pid <= 2 * AppCache.CAPACITY; pid++) {
            apps.of(new OwnerProcess(pid, 1000, "/bin/p" + pid, null, null));
        }
        assertEquals(AppCache.CAPACITY, apps.size());
    }

    private void runs(long pid, long started, String path) {
        machine.put(pid, new OwnerProcess(pid, started, path, null, null));
    }

    private String name(long pid) {
        return apps.of(OwnerProcess.unresolved(pid, "cmd")).name();
    }
}
