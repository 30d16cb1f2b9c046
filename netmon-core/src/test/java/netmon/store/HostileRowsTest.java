package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import netmon.model.AppTraffic;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import netmon.store.sqlite.PageLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that another program wrote into a database of netmon. */
@Timeout(60)
class HostileRowsTest {
    private static final long T = 1_790_000_000 / 3600 * 3600;
    private static final Period ALL = new Period(Period.FIRST, Long.MAX_VALUE, "all");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws StoreException {
        file = folder.resolve("netmon.db");
        try (TrafficWriter log = TrafficWriter.open(file)) {
            for (long second = 0; second < 10; second++) {
                log.append(Samples.at(T + second)
                        .counted("en0", 300, 30)
                        .app("Safari", 200, 20, 50, 5)
                        .app("ssh", 100, 10)
                        .sample());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1790000005, 'Safari', -5, 7",
                "1790000005, 'Safari', 7, -9223372036854775807 - 1",
                "1790000005, 'Safari', 9223372036854775807, 9223372036854775807",
                "1790000005, 'Safari', 1e300, 1e300",
                "1790000005, 'Safari', 'many', 1",
                "1790000005, 'Safari', x'00ff1b5b', 1",
                "1790000005, 'Safari', 9e999, 1",
                "9223372036854775807, 'Safari', 1, 1",
                "-9223372036854775807, 'Safari', 1, 1",
                "400000000000, 'Safari', 1, 1",
                "1e300, 'Safari', 1, 1",
                "'noon', 'Safari', 1, 1",
                "x'', 'Safari', 1, 1",
            })
    void aRowThatNetmonCannotHaveWrittenIsLeftOutOfEachAnswerAndNamedByVerify(String values) throws Exception {
        String columns = " (timestamp, app_name, bytes_in, bytes_out) VALUES (" + values + ")";
        change("INSERT INTO app_traffic_logs" + columns, "INSERT INTO app_traffic_logs" + columns);
        change("INSERT INTO traffic_logs"
                + columns.replace("app_name", "interface").replace("Safari", "en0"));

        requireSoundAnswers();
        String damage = Verifier.verify(file, (done, of) -> {}).damage();
        assertNotNull(damage);
        assertTrue(damage.contains("app_traffic_logs has 2 rows that netmon did not write: id 10002, "), damage);
        assertTrue(damage.contains("traffic_logs has a row that netmon did not write: id 10002, "), damage);
    }

    @Test
    void rowsWithoutABlockAreNotCalledNothing() throws Exception {
        change("UPDATE blocks SET end_app_row = first_app_row, end_interface_row = first_interface_row");
        StoreException refused = assertThrows(StoreException.class, () -> TrafficReader.open(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("no row can be found"), refused.getMessage());

        change("UPDATE blocks SET first_app_row = 5, end_app_row = 9, end_interface_row = 4");
        String damage = Verifier.verify(file, (done, of) -> {}).damage();
        assertNotNull(damage);
        assertTrue(damage.contains("app_traffic_logs has rows in no block, so that no answer has them: 16"), damage);
        assertTrue(damage.contains("; traffic_logs has rows in no block, so that no answer has them: 7"), damage);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, 1L << 62, -5})
    void afterARowWithAnIdBeyondReasonNewRowsAreWrittenAndReported(long id) throws Exception {
        change(
                "INSERT INTO app_traffic_logs VALUES (" + id + ", " + T + ", 'x', 1, 1)",
                "INSERT INTO traffic_logs VALUES (" + id + ", " + T + ", 'en0', 1, 1)",
                "UPDATE sqlite_sequence SET seq = " + id);
        for (int start = 1; start <= 2; start++) {
            try (TrafficWriter log = TrafficWriter.open(file)) {
                log.append(Samples.at(T + 100L * start)
                        .counted("en0", 300L * start, 30L * start)
                        .app("curl", 300L * start, 30L * start)
                        .sample());
            }
        }
        try (TrafficReader reader = TrafficReader.open(file)) {
            assertEquals(new Traffic(900, 90), app(reader.apps(ALL), "curl").traffic());
        }
    }

    @Test
    void compactionLeavesSuchRowsAsTheyAreAndMergesTheOthers() throws Exception {
        change(
                "INSERT INTO app_traffic_logs (timestamp, app_name, bytes_in, bytes_out) VALUES ('noon', 'x', 1, 1)",
                "INSERT INTO app_traffic_logs (timestamp, app_name, bytes_in, bytes_out)" + " SELECT " + (T + 5)
                        + ", 'ssh', 9223372036854775807, -1 FROM app_traffic_logs LIMIT 3");
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(
                    Samples.at(T + 7200).counted("en0", 3, 3).app("ssh", 3, 3).sample());
            Compaction compaction = log.compaction(Retention.DEFAULT);
            int steps = 0;
            while (compaction.step(T + 90_000) && steps < 1000) {
                steps++;
            }
            assertTrue(steps < 1000, "compaction ends");
        }

        try (TrafficReader reader = TrafficReader.open(file)) {
            assertEquals(new Traffic(1003, 103), app(reader.apps(ALL), "ssh").traffic());
        }
        assertEquals(4, number("SELECT count(*) FROM app_traffic_logs WHERE bytes_out < 0 OR timestamp > 'a'"));
        assertEquals(2, number("SELECT count(*) FROM app_traffic_logs WHERE timestamp = " + T));
        assertTrue(Verifier.verify(file, (done, of) -> {}).difference() == null);
    }

    @Test
    void wildSumsOfABlockHideNoRow() throws Exception {
        change(
                "UPDATE blocks SET end_app_row = 21, totals = 21",
                "INSERT INTO app_totals VALUES (1, 'Safari', 9223372036854775807, -1, 1, 1)");

        requireSoundAnswers();
        assertFalse(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @Test
    void aNameThatIsMissingIsLeftOut() throws Exception {
        withoutRules(
                "UPDATE app_traffic_logs SET app_name = NULL WHERE id = 2",
                "UPDATE app_traffic_logs SET bytes_in = NULL WHERE id = 4");

        try (TrafficReader reader = TrafficReader.open(file)) {
            assertEquals(new Traffic(800, 80), app(reader.apps(ALL), "ssh").traffic());
            assertEquals(18, reader.writtenApps(0, 0).size());
        }
        assertFalse(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE blocks SET tier = 9",
                "UPDATE blocks SET tier = -9223372036854775807",
                "UPDATE blocks SET compacted_to = 9223372036854775807",
                "UPDATE blocks SET latest = 9223372036854775807, earliest = -9223372036854775807",
                "UPDATE peaks SET bytes_in = 9223372036854775807, bytes_out = 'fast'",
                "UPDATE last_readings SET at = 9223372036854775807, received = 'x', instead = -3",
                "INSERT INTO gaps (kind, started, ended, bytes_in, bytes_out, detail)"
                        + " VALUES ('eclipse', 0, 9223372036854775807, -1, 1e300, x'1b')",
                "INSERT INTO app_totals VALUES (1, 'Safari', 9223372036854775807, 1, 1, 1)",
                "INSERT INTO app_totals VALUES (1, 'Safari', -9, 'x', 1e300, 1)",
                "UPDATE app_estimates SET bytes_in = 9223372036854775807, bytes_out = -7",
                "UPDATE interface_counting SET since = 9223372036854775807",
                "UPDATE meta SET value = x'1b5b324a'",
            })
    void wildValuesBesideTheRowsAreNoFailure(String sql) throws Exception {
        change(sql, "UPDATE blocks SET totals = 5");

        try (TrafficReader reader = TrafficReader.open(file)) {
            reader.apps(ALL);
            reader.interfaces(ALL);
            reader.peaks(ALL);
            reader.gaps(ALL);
            reader.rounded(new Period(T + 1, T + 3, ""));
        }
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(Samples.at(T + 20).counted("en0", 3, 3).app("ssh", 3, 3).sample());
            Compaction compaction = log.compaction(Retention.DEFAULT);
            for (int i = 0; i < 100 && compaction.step(T + 90_000); i++) {
                log.lastReading();
            }
        }
        Verifier.verify(file, (done, of) -> {});
    }

    @Test
    void aBackupOfSuchADatabaseIsWholeAndSaysSo() throws Exception {
        change("UPDATE app_traffic_logs SET bytes_in = -5 WHERE id = 3");
        Path copy = folder.resolve("copy.db");

        Verification found = Backup.write(file, copy, (done, of) -> {});

        assertFalse(found.isSound());
        assertEquals(-5, number(copy, "SELECT bytes_in FROM app_traffic_logs WHERE id = 3"));
        assertEquals(20, number(copy, "SELECT count(*) FROM app_traffic_logs"));
    }

    @Test
    void aBackupOfADamagedFileIsKept() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("Safari");
        bytes[name / PageLayout.PAGE_BYTES * PageLayout.PAGE_BYTES] = 0x1b; // the type of a page, which is none
        Files.write(file, bytes);
        Path copy = folder.resolve("copy.db");

        Verification found = Backup.write(file, copy, (done, of) -> {});

        assertNotNull(found.damage());
        assertEquals(Files.size(file), Files.size(copy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app_traffic_logs | app_traffic_logs (id, timestamp, app_name, bytes_in, bytes_out)",
                "blocks | blocks (id)",
                "gaps | gaps (id, kind, started, ended, bytes_in, bytes_out, detail)",
            })
    void aViewInTheTablesPlaceIsRefusedAtOnce(String table, String view) throws Exception {
        change(
                "DROP TABLE " + table,
                "CREATE VIEW " + view + " AS WITH RECURSIVE forever(n) AS (SELECT 1 UNION ALL SELECT n + 1"
                        + " FROM forever) SELECT n" + ", n".repeat(view.split(",").length - 1) + " FROM forever");

        for (int i = 0; i < 2; i++) {
            boolean writes = i == 1;
            StoreException refusal = assertThrows(StoreException.class, () -> open(writes));
            assertTrue(refusal.getMessage().contains("netmon.db is "), refusal.getMessage());
        }
    }

    @Test
    void aTableWithGeneratedColumnsIsRefusedAtOnce() throws Exception {
        change("ALTER TABLE peaks ADD COLUMN slow AS (length(hex(zeroblob(400000))))");

        StoreException refusal = assertThrows(StoreException.class, () -> open(false));
        assertTrue(refusal.getMessage().contains("replaced the table peaks"), refusal.getMessage());
    }

    @Test
    void aQuestionThatNeverEndsIsStopped() throws Exception {
        String forever = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        try (Database database = Connections.reader(file)) {
            StoreException stopped = assertThrows(StoreException.class, () -> database.number(forever));

            assertTrue(stopped.getMessage().contains("took too long"), stopped.getMessage());
            assertEquals(20, database.number("SELECT count(*) FROM app_traffic_logs"));
        }
    }

    @Test
    void aRecursiveViewUnderAPublicNameHarmsNoAnswer() throws Exception {
        for (String view : List.of("interface_traffic", "counted_traffic")) {
            change(
                    "DROP VIEW " + view,
                    "CREATE VIEW " + view + " AS WITH RECURSIVE forever(id) AS (SELECT 1 UNION ALL SELECT id + 1"
                            + " FROM forever) SELECT id, id AS timestamp, 'en0' AS interface, 1 AS bytes_in,"
                            + " 1 AS bytes_out, 1 AS counted FROM forever");
        }

        requireSoundAnswers();
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @Test
    void aNegativeVersionIsAnotherProgramsDatabase() throws Exception {
        change("PRAGMA user_version = -5");

        assertThrows(StoreException.class, () -> open(false));
        StoreException refusal = assertThrows(StoreException.class, () -> open(true));

        assertEquals(file + " is the database of another program", refusal.getMessage());
        assertEquals(-5, number("PRAGMA user_version"));
    }

    private void open(boolean writes) throws StoreException {
        if (writes) {
            TrafficWriter.open(file).close();
        } else {
            TrafficReader.open(file).close();
        }
    }

    private void requireSoundAnswers() throws StoreException {
        try (TrafficReader reader = TrafficReader.open(file)) {
            assertEquals(new Traffic(2000, 200), app(reader.apps(ALL), "Safari").traffic());
            assertEquals(2, reader.apps(ALL).size());
            assertEquals(new Traffic(3000, 300), reader.counted(ALL));
            assertEquals(new Traffic(3000, 300), reader.interfaces(ALL).get(0).counted());
            assertEquals(20, reader.writtenApps(0, 0).size());
            assertEquals(10, reader.writtenInterfaces(0, 0).size());
            assertEquals(T, reader.firstTimestamp());
            assertEquals(T + 9, reader.lastTimestamp());
        }
    }

    private static AppTraffic app(List<AppTraffic> apps, String name) {
        return apps.stream().filter(each -> each.app().equals(name)).findFirst().orElseThrow();
    }

    private void change(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Changes rows as if the tables had no NOT NULL; a program that edits the file's bytes needs no such trick. */
    private void withoutRules(String... statements) throws SQLException {
        String schema = "UPDATE sqlite_master SET sql = replace(sql, ";
        change(
                "PRAGMA writable_schema = ON",
                schema + "'NOT NULL', '        ') WHERE type = 'table'",
                "PRAGMA writable_schema = RESET");
        change(statements);
    }

    private long number(String sql) throws SQLException {
        return number(file, sql);
    }

    private static long number(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery(sql).getLong(1);
        }
    }
}
