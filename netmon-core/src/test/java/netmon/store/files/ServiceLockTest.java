package netmon.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLockTest {
    @TempDir
    Path folder;

    /** Another service: takes the lock, prints a line, and waits until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (ServiceLock lock = ServiceLock.acquire(Path.of(args[0]))) {
                Heartbeat.start(Path.of(args[0]), 1_790_000_000_123L);
                System.out.println(lock.getClass());
                System.in.read();
            }
        }
    }

    @Test
    void theSecondServiceOfAProcessIsRefused() throws StoreException {
        Path file = folder.resolve("sub/netmon.db");
        long me = ProcessHandle.current().pid();
        assertNull(ServiceLock.holder(file));
        try (ServiceLock lock = ServiceLock.acquire(file)) {
            StoreException refused = assertThrows(StoreException.class, () -> ServiceLock.acquire(file));
            assertEquals("another netmon-service (pid " + me + ") writes to " + file, refused.getMessage());
            assertEquals(me, ServiceLock.holder(file));
            assertNotNull(lock);
        }
        assertNull(ServiceLock.holder(file));
        ServiceLock.acquire(file).close();
    }

    @Test
    void anotherHolderIsNamedAndItsDeathReleasesTheLock() throws Exception {
        Path file = folder.resolve("netmon.db");
        Process other = ChildJvm.start(Holder.class, file);
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertNotNull(out.readLine());
            StoreException refused = assertThrows(StoreException.class, () -> ServiceLock.acquire(file));
            assertEquals(Remedy.BUSY, refused.kind());
            assertTrue(refused.getMessage().contains("(pid " + other.pid() + ")"), refused.getMessage());
            assertEquals(
                    new Heartbeat.Pulse(other.pid(), 1_790_000_000_123L, 1_790_000_000_123L, true, true),
                    Heartbeat.read(file));
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertNull(ServiceLock.holder(file));
        Heartbeat.Pulse pulse = Heartbeat.read(file);
        assertNotNull(pulse);
        assertEquals(new Heartbeat.Pulse(other.pid(), 1_790_000_000_123L, 1_790_000_000_123L, true, false), pulse);
        ServiceLock.acquire(file).close();
        Heartbeat.start(file, 1).close(); // removes the file in memory that the killed process has left
    }
}
