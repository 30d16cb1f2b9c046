package netmon.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.store.ChildJvm;
import netmon.store.Compaction;
import netmon.store.TrafficWriter;
import netmon.store.Verifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Repeatedly kills a process that takes over a large database of the original and compacts its rows.
 * {@code -Dnetmon.kills=100} sets how often.
 */
class KilledMigrationTest {
    private static final int KILLS = Integer.getInteger("netmon.kills", 5);

    /** The longest time until a process is killed: about as long as the new page size and the migration take. */
    private static final int LONGEST_MILLIS = 600;

    /** Rows in each table: eight a second, as the original wrote them, from a hundred days before {@link #NOW} on. */
    private static final int ROWS = 100_000;

    private static final long NOW = 1_790_000_000;

    private static final String ORIGINAL = """
            CREATE TABLE app_traffic_logs (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp INTEGER NOT NULL,
              app_name TEXT NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL);
            CREATE TABLE traffic_logs (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp INTEGER NOT NULL,
              interface TEXT NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL);
            CREATE INDEX idx_app_timestamp ON app_traffic_logs(timestamp);
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1$d - 1)
            INSERT INTO app_traffic_logs SELECT NULL, %2$d - 8640000 + i / 8, 'app' || (i %% 7), i %% 1000, i %% 300
              FROM n;
            INSERT INTO traffic_logs SELECT NULL, timestamp, 'en' || (id %% 2), bytes_in, bytes_out
              FROM app_traffic_logs;
            """.formatted(ROWS, NOW);

    @TempDir
    Path folder;

    private Path file;

    /** Opens the database, and then compacts until there is nothing left to do. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] args) throws Exception {
            System.out.println("opening");
            work(Path.of(args[0]));
        }

        static void work(Path file) throws StoreException {
            try (TrafficWriter log = TrafficWriter.open(file)) {
                Compaction compaction = log.compaction(Retention.DEFAULT);
                for (long now = NOW; now < NOW + 60; now += 11) {
                    while (compaction.step(now)) {
                        Thread.onSpinWait();
                    }
                }
            }
        }
    }

    @BeforeEach
    void makesAnOldDatabase() throws SQLException {
        file = folder.resolve("netmon.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(ORIGINAL);
        }
    }

    @Test
    void everyRowOfTheOriginalStaysInTheSums() throws Exception {
        List<String> before = sums();
        Random random = new Random(2);
        for (int i = 0; i < KILLS; i++) {
            runAndKill(random.nextInt(LONGEST_MILLIS));
            assertEquals(before, sums());
        }
        Opener.work(file);
        assertEquals(before, sums());
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
        assertTrue(number("SELECT count(*) FROM app_traffic_logs") < ROWS / 2, "the rows are compacted");
    }

    private void runAndKill(int millis) throws Exception {
        Process opener = ChildJvm.start(Opener.class, file);
        try (BufferedReader out = opener.inputReader(StandardCharsets.UTF_8)) {
            assertNotNull(out.readLine());
            opener.waitFor(millis, TimeUnit.MILLISECONDS);
        } finally {
            opener.destroyForcibly().waitFor();
        }
    }

    /** The result of the integrity check, and the bytes of each application and interface. */
    private List<String> sums() throws SQLException {
        return rows("""
                SELECT integrity_check, 0, 0 FROM pragma_integrity_check
                UNION ALL SELECT app_name, sum(bytes_in), sum(bytes_out) FROM app_traffic_logs GROUP BY 1
                UNION ALL SELECT interface, sum(bytes_in), sum(bytes_out) FROM traffic_logs GROUP BY 1
                """);
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(rows("SELECT 'n', (" + sql + "), 0").get(0).split(" ", -1)[1]);
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getLong(2) + " " + row.getLong(3));
            }
            return rows;
        }
    }
}
