package netmon.cli.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import netmon.cli.Run;
import netmon.store.files.ServiceLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify}, {@code backup} and {@code purge} on a database that the real service wrote from a recording. */
@Timeout(60)
class MaintenanceTest {
    /** A day after the recordings. */
    private static final String TOMORROW = "1795521600";

    @TempDir
    Path dir;

    private Path database;

    @BeforeEach
    void replays() {
        database = dir.resolve("netmon.db");
        String recording = Path.of("src/test/resources/recordings/macos15").toString();
        assertEquals(0, netmon.service.Main.run("--replay", recording, "--db", database.toString()));
    }

    private Run run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--db";
        all[args.length + 1] = database.toString();
        return Run.of(Map.of("NETMON_NOW", TOMORROW, "TZ", "UTC"), all);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql));
        }
    }

    @Test
    void anIntactDatabaseIsVerified() {
        Run run = run("verify");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains(", 2 buckets checked\n"), run.out());
        assertTrue(run.out().endsWith("applications + Unattributed = counted interfaces in each of them\n"), run.out());
    }

    @Test
    void anExtraByteIsFoundWithItsSecond() throws SQLException {
        change("UPDATE app_traffic_logs SET bytes_in = bytes_in + 1 WHERE app_name = 'Mail'");
        Run run = run("verify");
        assertEquals(1, run.status());
        assertTrue(
                run.out()
                        .contains("from 2026-11-23T12:00:03Z the sums differ: applications 105001 / 2000 bytes,"
                                + " interfaces 105000 / 2000 bytes\n"),
                run.out());
    }

    @Test
    void aBackupIsAPrivateCheckedCopy() throws IOException {
        Path copy = dir.resolve("a copy.db");
        Run run = run("backup", copy.toString());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().endsWith("copied to " + copy + "\n"), run.out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        assertEquals(4, run("backup", copy.toString()).status(), "a file that is there is not overwritten");
    }

    @Test
    void aPurgedApplicationBecomesUnattributed() {
        Run run = run("purge", "--before", "today", "--app", "Slack", "--yes");
        assertTrue(run.out().contains(": 113.37 KB of Slack\n"), run.out());
        assertTrue(run.out().endsWith("\ndeleted: the name Slack in the data before 2026-11-24 00:00\n"), run.all());
        String table = run("stats", "apps", "--yesterday").out();
        assertFalse(table.contains("Slack"), table);
        assertTrue(table.contains("Unattributed                   102.57 KB       10.80 KB        113.37 KB"), table);
        assertEquals(0, run("verify").status());
    }

    @Test
    void anUnknownNameIsNotDeleted() {
        Run run = run("purge", "--before", "today", "--app", "Nobody at all", "--yes");
        assertEquals(3, run.status());
        assertEquals("netmon: no application of that name is known.\n", run.err());
        assertEquals("", run.out());
    }

    @Test
    void allDataBeforeADayAreDeleted() {
        assertEquals(0, run("purge", "--before", "today", "--yes").status());
        assertEquals(3, run("stats", "apps", "--all").status());
        assertEquals(0, run("verify").status());
    }

    @Test
    void withoutConfirmationNothingIsDeleted() {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream("perhaps\n".getBytes(StandardCharsets.UTF_8)));
        Run run;
        try {
            run = run("purge", "--before", "today");
        } finally {
            System.setIn(real);
        }
        assertEquals(1, run.status());
        assertEquals("Nothing was deleted.\n", run.err());
        assertEquals(0, run("stats", "apps", "--yesterday").status());
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() throws Exception {
        ServiceLock lock = ServiceLock.acquire(database);
        try {
            Run run = run("purge", "--before", "today", "--yes");
            assertEquals(4, run.status());
            assertTrue(run.err().contains("(pid " + ProcessHandle.current().pid() + ")"), run.err());
        } finally {
            lock.close();
        }
    }

    @Test
    void aPurgeWithoutADatabaseCreatesNone() {
        Path none = dir.resolve("none.db");
        assertEquals(
                4,
                Run.of(Map.of(), "purge", "--before", "today", "--yes", "--db", none.toString())
                        .status());
        assertFalse(Files.exists(none));
    }
}
