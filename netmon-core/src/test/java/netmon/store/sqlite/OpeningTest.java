package netmon.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.model.Traffic;
import netmon.store.DamagedDatabase;
import netmon.store.Samples;
import netmon.store.TrafficReader;
import netmon.store.TrafficWriter;
import netmon.store.files.Heartbeat;
import netmon.store.files.PrivateFiles;
import netmon.store.files.ServiceLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    private static final Period ALL = new Period(0, Long.MAX_VALUE, "all");

    private static final String ORIGINAL = """
            CREATE TABLE app_traffic_logs (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp INTEGER NOT NULL,
              app_name TEXT NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL);
            CREATE TABLE traffic_logs (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp INTEGER NOT NULL,
              interface TEXT NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL);
            CREATE INDEX idx_app_timestamp ON app_traffic_logs(timestamp);
            INSERT INTO app_traffic_logs VALUES (7, 1000, 'Chrome', 5, 6), (8, 1001, 'Chrome', 5, 6);
            INSERT INTO traffic_logs VALUES (3, 1000, 'en0', 50, 60);
            """;

    private static final Pattern EXAMPLE = Pattern.compile("--   (SELECT [^;]*);");

    @TempDir
    Path folder;

    @Test
    void theReaderNeverMakesADatabase() throws IOException {
        Path file = folder.resolve("sub/netmon.db");
        assertRefused(Remedy.MISSING, "there is no database at " + file, file);
        assertFalse(Files.exists(file.getParent()));
    }

    @Test
    void theReaderDoesNotChangeTheFile() throws Exception {
        Path file = folder.resolve("netmon.db");
        TrafficWriter.open(file).close();
        byte[] before = Files.readAllBytes(file);
        try (TrafficReader report = TrafficReader.open(file)) {
            assertEquals(List.of(), report.apps(ALL));
            assertNull(report.firstTimestamp());
            assertNull(report.lastTimestamp());
        }
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedInOneLine() throws IOException {
        Path file = folder.resolve("netmon.db");
        Files.writeString(file, "");
        assertRefused(Remedy.UNUSABLE, file + " is empty: netmon-service has not begun it", file);
        Files.writeString(file, "not a database, but long enough to look like one. ".repeat(99));
        assertRefused(Remedy.DAMAGED, "cannot read " + file + ": it is damaged, or not a database", file);
        assertEquals(
                Remedy.DAMAGED,
                assertThrows(StoreException.class, () -> TrafficWriter.open(file))
                        .kind());
        assertRefused(Remedy.UNUSABLE, folder + " is not a file", folder);
    }

    @Test
    void aTriggerThatWouldRunWithNetmonsWritesIsRefusedAndDoesNotKeepTheCommandFromReading() throws Exception {
        Path file = folder.resolve("netmon.db");
        TrafficWriter.open(file).close();
        String body = " BEGIN DELETE FROM own; END";
        script(file, "CREATE TABLE own (a); CREATE TRIGGER harmless AFTER INSERT ON own" + body);
        TrafficWriter.open(file).close();
        script(file, "CREATE TRIGGER t AFTER INSERT ON APP_TRAFFIC_LOGS" + body);

        StoreException refused = assertThrows(StoreException.class, () -> TrafficWriter.open(file));
        assertEquals(Remedy.UNUSABLE, refused.kind());
        assertTrue(refused.getMessage().startsWith(file + " has the trigger 't' of another program"));
        try (TrafficReader reader = TrafficReader.open(file)) {
            assertEquals(List.of(), reader.apps(ALL));
        }
    }

    @Test
    void aFileWithoutTablesHasNotBegun() throws Exception {
        Path file = folder.resolve("netmon.db");
        script(file, "PRAGMA journal_mode = WAL");
        assertRefused(Remedy.UNUSABLE, file + " has no tables yet: netmon-service creates them when it starts", file);
    }

    @Test
    void aFileCutInHalfIsDamaged() throws Exception {
        Path file = folder.resolve("netmon.db");
        TrafficWriter.open(file).close();
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length / 2));
        assertRefused(Remedy.DAMAGED, "cannot read " + file + ": it is damaged, or not a database", file);
        assertEquals(
                Remedy.DAMAGED,
                assertThrows(StoreException.class, () -> TrafficWriter.open(file))
                        .kind());
    }

    @Test
    void aNewerDatabaseIsRefusedAndStaysUnchanged() throws Exception {
        Path file = folder.resolve("netmon.db");
        script(file, "CREATE TABLE t (a); PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file);
        String message =
                file + " is of a newer version: database is version 99, this netmon knows " + Migrations.VERSION;
        assertRefused(Remedy.NEWER, message, file);
        assertEquals(
                message,
                assertThrows(StoreException.class, () -> TrafficWriter.open(file))
                        .getMessage());
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
    }

    @Test
    void anotherProgramsDatabaseIsRefusedAndStaysUnchanged() throws Exception {
        Path file = folder.resolve("netmon.db");
        script(file, "CREATE TABLE bookmarks (a)");
        byte[] before = Files.readAllBytes(file);
        assertRefused(Remedy.UNUSABLE, file + " is the database of another program", file);
        assertEquals(
                file + " is the database of another program",
                assertThrows(StoreException.class, () -> TrafficWriter.open(file))
                        .getMessage());
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
    }

    @Test
    void theOriginalsDatabaseIsTakenOver() throws Exception {
        Path file = folder.resolve("netmon.db");
        script(file, ORIGINAL);
        assertEquals(
                Remedy.UNUSABLE,
                assertThrows(StoreException.class, () -> TrafficReader.open(file))
                        .kind());

        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(Samples.at(2000).app("Chrome", 1, 1).counted("en0", 1, 1).sample());
        }
        try (Database database = Connections.reader(file)) {
            assertEquals(2000, database.number("SELECT value FROM meta WHERE key = 'valid_from'"));
            assertEquals(
                    2000,
                    database.number("SELECT min(timestamp) FROM traffic_logs WHERE id >="
                            + " (SELECT min(first_interface_row) FROM blocks WHERE valid)"));
        }
        try (TrafficReader report = TrafficReader.open(file)) {
            assertEquals(List.of(new AppTraffic("Chrome", new Traffic(11, 13), Traffic.NONE)), report.apps(ALL));
            assertEquals(new Traffic(51, 61), report.counted(ALL));
            assertEquals(1000, report.firstTimestamp());
            assertEquals(2000, report.lastTimestamp());
            assertEquals(
                    new Traffic(5, 6),
                    report.apps(new Period(1001, 1002, "")).get(0).traffic());
        }
    }

    @Test
    void theOriginalsDatabaseGetsSmallPagesAndLosesItsIndexes() throws Exception {
        Path file = folder.resolve("netmon.db");
        script(file, ORIGINAL);
        TrafficWriter.open(file).close();
        try (Database database = Connections.reader(file)) {
            assertEquals(PageLayout.PAGE_BYTES, database.number("PRAGMA page_size"));
            assertEquals(0, database.number("SELECT count(*) FROM sqlite_master WHERE name = 'idx_app_timestamp'"));
            assertEquals(
                    "wal",
                    database.query(row -> row.getString(1), "PRAGMA journal_mode")
                            .get(0));
        }
    }

    @Test
    void aReaderOfTheOriginalPostponesTheNewPageSize() throws Exception {
        Path file = folder.resolve("netmon.db");
        script(file, ORIGINAL);
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = reader.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("BEGIN");
            try (var rows = statement.executeQuery("SELECT count(*) FROM traffic_logs")) {
                assertTrue(rows.next());
            }
            try (TrafficWriter log = TrafficWriter.open(file);
                    Database database = Connections.reader(file)) {
                assertEquals(4096, database.number("PRAGMA page_size"));
                log.append(Samples.at(2000)
                        .app("Chrome", 1, 1)
                        .counted("en0", 1, 1)
                        .sample());
            }
        }
    }

    @Test
    void aDamagedDatabaseIsMovedAside() throws Exception {
        Path file = folder.resolve("netmon.db");
        Files.writeString(file, "garbage ".repeat(999));
        Files.writeString(folder.resolve("netmon.db-wal"), "log");
        Path aside = DamagedDatabase.moveAside(file, Instant.parse("2026-11-23T04:15:00Z"));
        assertEquals(folder.resolve("netmon.db.corrupt-20261123T041500Z"), aside);
        assertTrue(Files.exists(folder.resolve("netmon.db.corrupt-20261123T041500Z-wal")));
        TrafficWriter.open(file).close();
    }

    @Test
    void theFileInItsPlaceHasTheSameGroupAndPermissions() throws Exception {
        Path file = folder.resolve("netmon.db");
        Files.writeString(file, "garbage ".repeat(999));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"));
        if (root) {
            Files.setAttribute(file, "unix:gid", 1);
        }
        DamagedDatabase.moveAside(file, Instant.parse("2026-11-23T04:15:00Z"));
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(Samples.at(1).app("a", 1, 1).sample());
            assertEquals("rw-r-----", permissions(file));
            assertEquals("rw-r-----", permissions(PrivateFiles.beside(file, "-wal")));
            assertEquals(root ? 1 : Files.getAttribute(folder, "unix:gid"), Files.getAttribute(file, "unix:gid"));
        }
    }

    @Test
    void onlyTheOwnerCanReadTheFiles() throws Exception {
        Path home = folder.resolve("new");
        Path file = home.resolve("netmon.db");
        try (ServiceLock lock = ServiceLock.acquire(file);
                TrafficWriter log = TrafficWriter.open(file)) {
            assertNotNull(lock);
            log.append(Samples.at(1).app("a", 1, 1).sample());
            Heartbeat.start(file, 1).close();
            try (Stream<Path> files = Files.list(home)) {
                List<String> all = files.map(each -> each.getFileName() + " " + permissions(each))
                        .sorted()
                        .toList();
                assertEquals(
                        List.of(
                                "netmon.db rw-------",
                                "netmon.db-shm rw-------",
                                "netmon.db-wal rw-------",
                                "netmon.db.heartbeat rw-------",
                                "netmon.db.lock rw-------"),
                        all);
            }
        }
        assertEquals("rwx------", permissions(home));
    }

    @Test
    void symbolicLinksInPlaceOfTheFilesAreRefused() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        for (String name : List.of("", "-wal", "-shm", "-journal", ".lock", ".heartbeat")) {
            Path file = Files.createTempDirectory(folder, "home").resolve("netmon.db");
            Files.createSymbolicLink(PrivateFiles.beside(file, name), victim);
            StoreException refused = assertThrows(
                    StoreException.class,
                    () -> {
                        try (ServiceLock lock = ServiceLock.acquire(file)) {
                            assertNotNull(lock);
                            Heartbeat.start(file, 1).close();
                            TrafficWriter.open(file).close();
                        }
                    },
                    name);
            assertTrue(refused.getMessage().contains("is a symbolic link"), refused.getMessage());
        }
        assertEquals("precious", Files.readString(victim));
    }

    /** Reading alone would wait for a pipe, and write an index into a file that is linked to its name. */
    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-shm", "-journal"})
    void aReaderRefusesWhatSomebodyPlantedBesideADatabase(String suffix) throws Exception {
        Path file = folder.resolve("netmon.db");
        TrafficWriter.open(file).close();
        Path planted = PrivateFiles.beside(file, suffix);
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createLink(planted, victim);
        assertRefused(file, planted + ": has a second name");
        Files.delete(planted);
        Files.createSymbolicLink(planted, victim);
        assertRefused(file, planted + ": is a symbolic link");
        Files.delete(planted);
        assertEquals(0, new ProcessBuilder("mkfifo", planted.toString()).start().waitFor());
        assertRefused(file, planted + ": is not a regular file");
        assertEquals("precious", Files.readString(victim));
    }

    private static void assertRefused(Path file, String reason) {
        StoreException refused = assertThrows(StoreException.class, () -> Connections.reader(file));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    }

    @Test
    void aPathMayContainAnyCharacter() throws Exception {
        Path file = folder.resolve("a b?mode=memory#c%41;'\u00fc/net mon.db");
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(Samples.at(1).app("a", 1, 1).sample());
        }
        assertTrue(Files.size(file) > 0);
        try (TrafficReader report = TrafficReader.open(file)) {
            assertEquals(1, report.apps(ALL).size());
        }
    }

    @Test
    void allAnswersOfOneReaderAreOfOneMoment() throws Exception {
        Path file = folder.resolve("netmon.db");
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(Samples.at(1).app("a", 1, 1).counted("en0", 1, 1).sample());
            try (TrafficReader report = TrafficReader.open(file)) {
                log.append(Samples.at(2).app("a", 1, 1).counted("en0", 1, 1).sample());
                assertEquals(1, report.apps(ALL).get(0).traffic().received());
                assertEquals(new Traffic(1, 1), report.counted(ALL));
            }
        }
    }

    @Test
    void everyExampleInTheSchemaRuns() throws Exception {
        Path file = folder.resolve("netmon.db");
        TrafficWriter.open(file).close();
        int examples = 0;
        try (Database database = Connections.reader(file)) {
            for (String name : Migrations.FILES) {
                Matcher example = EXAMPLE.matcher(Migrations.text(name));
                while (example.find()) {
                    database.query(row -> row.getObject(1), example.group(1).replace("\n--", "\n"));
                    examples++;
                }
            }
        }
        assertTrue(examples >= 9, examples + " examples");
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void script(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void assertRefused(Remedy kind, String message, Path file) {
        StoreException refused = assertThrows(StoreException.class, () -> TrafficReader.open(file));
        assertEquals(message, refused.getMessage());
        assertEquals(kind, refused.kind());
    }
}
