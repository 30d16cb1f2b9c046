package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.model.Traffic;
import netmon.store.files.PrivateFiles;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final Period ALL = new Period(0, Long.MAX_VALUE, "all");
    private static final long T = 1_790_000_000 / 3600 * 3600;
    private static final int SECONDS = 3000;

    @TempDir
    private Path folder;

    private Path file;
    private Path copy;

    @BeforeEach
    void paths() {
        file = folder.resolve("netmon.db");
        copy = folder.resolve("a copy.db");
    }

    private static void write(TrafficWriter log) throws StoreException {
        for (int i = 0; i < SECONDS; i++) {
            log.append(Samples.at(T + i)
                    .counted("en0", 7, 1)
                    .app("a program with a long name " + i, 7, 1)
                    .sample());
        }
    }

    private Verification back() throws StoreException {
        return Backup.write(file, copy, (done, of) -> {});
    }

    @Test
    void aDatabaseThatIsBeingWrittenIsCopiedWithTheContentOfItsLog() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            write(log);
            assertTrue(Files.size(PrivateFiles.beside(file, "-wal")) > 0);
            assertTrue(back().isSound());
            log.append(Samples.at(T + SECONDS)
                    .counted("en0", 9, 9)
                    .app("later", 9, 9)
                    .sample());
        }
        try (TrafficReader report = TrafficReader.open(copy)) {
            assertEquals(new Traffic(7 * SECONDS, SECONDS), report.counted(ALL));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    }

    @Test
    void theCopyNeedsNothingBesideIt() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            write(log);
            back();
        }
        try (Database database = Connections.reader(copy)) {
            assertEquals(List.of("delete"), database.query(row -> row.getString(1), "PRAGMA journal_mode"));
        }
        try (var files = Files.list(folder)) {
            assertEquals(
                    1,
                    files.filter(each -> each.getFileName().toString().startsWith("a copy"))
                            .count());
        }
        try (TrafficWriter again = TrafficWriter.open(copy)) {
            write(again);
        }
        assertTrue(Verifier.verify(copy, (done, of) -> {}).isSound(), "the service can continue with the copy");
    }

    @Test
    void purgedRowsTakeNoSpaceInTheCopy() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            write(log);
            log.purge(T + SECONDS, null);
            log.append(Samples.at(T + SECONDS)
                    .counted("en0", 9, 9)
                    .app("later", 9, 9)
                    .sample());
            assertTrue(back().isSound());
        }
        try (Database database = Connections.reader(copy)) {
            assertEquals(0, database.number("PRAGMA freelist_count"));
        }
        assertTrue(Files.size(copy) <= Files.size(file), () -> file + " against " + copy);
    }

    @Test
    void anUnfinishedCopyIsRemoved() throws Exception {
        Files.writeString(file, "this is no database ".repeat(100));
        assertEquals(
                Remedy.DAMAGED, assertThrows(StoreException.class, this::back).kind());
        assertFalse(Files.exists(copy));
    }

    @Test
    void anExistingFileIsNeitherOverwrittenNorRemoved() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            write(log);
        }
        Files.writeString(copy, "mine");
        assertEquals(
                Remedy.UNUSABLE, assertThrows(StoreException.class, this::back).kind());
        assertEquals("mine", Files.readString(copy));
    }
}
