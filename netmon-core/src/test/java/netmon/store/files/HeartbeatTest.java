package netmon.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import netmon.model.StoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    private static final long START = 1_790_000_000_000L;
    private static final long MINUTE = 60_000;

    @TempDir
    Path folder;

    private Path database;
    private Path file;

    @BeforeEach
    void namesFiles() {
        database = folder.resolve("netmon.db");
        file = folder.resolve("netmon.db.heartbeat");
    }

    private static Heartbeat.Pulse pulse(long lastAlive, boolean exact) {
        return new Heartbeat.Pulse(ProcessHandle.current().pid(), START, lastAlive, exact, false);
    }

    private Heartbeat.@Nullable Pulse read() throws StoreException {
        return Heartbeat.read(database);
    }

    /** The path in the third word of the file. */
    private Path inMemory() throws Exception {
        return Path.of(Files.readString(file).strip().split(" ", -1)[2]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aBeatIsReadBackAndWritesNothingToTheDisk() throws Exception {
        assertNull(read());
        try (Heartbeat heartbeat = Heartbeat.start(database, START)) {
            FileTime written = Files.getLastModifiedTime(file);
            Object changed = Files.getAttribute(file, "unix:ctime");
            heartbeat.beat(START + 60 * MINUTE);

            assertEquals(pulse(START + 60 * MINUTE, true), read());
            assertEquals(written, Files.getLastModifiedTime(file));
            assertEquals(changed, Files.getAttribute(file, "unix:ctime"));
            assertEquals("tmpfs", Files.getFileStore(inMemory()).type());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(inMemory())));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRegularEndIsExactAndLeavesNothingInMemory() throws Exception {
        Heartbeat heartbeat = Heartbeat.start(database, START);
        Path beats = inMemory();
        heartbeat.beat(START + MINUTE);
        heartbeat.close();

        assertEquals(pulse(START + MINUTE, true), read());
        assertFalse(Files.exists(beats));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void afterARestartOfTheMachineOnlyTheStartIsKnown() throws Exception {
        try (Heartbeat heartbeat = Heartbeat.start(database, START)) {
            heartbeat.beat(START + MINUTE);
            Files.delete(inMemory());

            assertEquals(pulse(START, false), read());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileInMemoryThatALogoutRemovedIsMadeAgain() throws Exception {
        try (Heartbeat heartbeat = Heartbeat.start(database, START)) {
            Files.delete(inMemory());
            heartbeat.beat(START + MINUTE);

            assertEquals(pulse(START + MINUTE, true), read());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theNextServiceRemovesTheFileInMemoryOfAKilledOne() throws Exception {
        Heartbeat killed = Heartbeat.start(database, START);
        Path beats = inMemory();
        killed.beat(START + MINUTE);
        Heartbeat next = Heartbeat.start(database, START + 2 * MINUTE);

        assertFalse(Files.exists(beats));
        assertTrue(Files.exists(inMemory()));
        next.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLinkInPlaceOfTheFileInMemoryIsNoBeat() throws Exception {
        Heartbeat heartbeat = Heartbeat.start(database, START);
        Path beats = inMemory();
        Path victim = Files.writeString(folder.resolve("netmon-victim"), "precious");
        Files.setLastModifiedTime(victim, FileTime.fromMillis(1));
        Files.delete(beats);
        Files.createSymbolicLink(beats, victim);

        assertEquals(pulse(START, false), read());
        heartbeat.beat(START + MINUTE);
        assertEquals(1, Files.getLastModifiedTime(victim).toMillis());
        assertTrue(Files.isSymbolicLink(beats));
        Files.delete(beats);
        heartbeat.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileOfAnotherUserIsNoBeat() throws Exception {
        try (Heartbeat heartbeat = Heartbeat.start(database, START)) {
            assumeTrue(Files.getAttribute(file, "unix:uid").equals(0), "only root can give a file away");
            heartbeat.beat(START + MINUTE);
            Files.setAttribute(inMemory(), "unix:uid", 65_534);

            assertEquals(pulse(START, false), read());
        }
    }

    @Test
    void withoutAFolderInMemoryTheFileOnDiskIsTouchedEveryTenMinutes() throws Exception {
        Path noMemory = folder.resolve("no such folder");
        try (Heartbeat heartbeat = Heartbeat.start(database, START, noMemory)) {
            heartbeat.beat(START + 9 * MINUTE);
            assertEquals(pulse(START, false), read());
            heartbeat.beat(START + 10 * MINUTE);
            assertEquals(pulse(START + 10 * MINUTE, false), read());
            heartbeat.beat(START + 11 * MINUTE);
        }
        assertEquals(pulse(START + 11 * MINUTE, true), read());
    }

    @Test
    void twoDatabasesHaveSeparateBeats() throws Exception {
        Path other = folder.resolve("other.db");
        try (Heartbeat one = Heartbeat.start(database, START);
                Heartbeat two = Heartbeat.start(other, START)) {
            one.beat(START + 10 * MINUTE);
            two.beat(START + 20 * MINUTE);
        }
        assertEquals(pulse(START + 10 * MINUTE, true), read());
        assertEquals(pulse(START + 20 * MINUTE, true), Heartbeat.read(other));
    }

    @Test
    void foreignContentIsNotRead() throws Exception {
        for (String content :
                new String[] {"", "99999999999999999999999999999999 x", "1 2 ../x", "1 2 /a b", "1 2 /\0"}) {
            Files.writeString(file, content);
            assertNull(read(), content);
        }
    }
}
