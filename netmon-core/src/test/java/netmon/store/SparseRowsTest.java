package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import netmon.model.Retention;
import netmon.store.blocks.LocalHours;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database of the original with few rows over many months, in which the local clock changes. */
class SparseRowsTest {
    private static final int ROWS = 45_000;

    /** The interval of rows in each table. They cover 312 days and end two months before {@link #NOW}. */
    private static final int SECONDS_A_ROW = 600;

    private static final long NOW = 1_790_000_000;

    private static final String ORIGINAL = """
            CREATE TABLE app_traffic_logs (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp INTEGER NOT NULL,
              app_name TEXT NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL);
            CREATE TABLE traffic_logs (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp INTEGER NOT NULL,
              interface TEXT NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL);
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1$d - 1)
            INSERT INTO app_traffic_logs SELECT NULL, %2$d - (%1$d - i) * %3$d - (i %% 5) * 400, 'app' || (i %% 3),
              i %% 1000, i %% 300 FROM n;
            INSERT INTO traffic_logs SELECT NULL, timestamp, 'en' || (id %% 2), bytes_in, bytes_out
              FROM app_traffic_logs;
            """.formatted(ROWS, NOW - 61 * 86_400, SECONDS_A_ROW);

    /**
     * Far fewer steps than buckets: with a step per bucket, the 20,000 rows of a block would be read again for each.
     */
    private static final int MOST_STEPS = 2 * ROWS / 200;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTC", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"})
    void sparseRowsBecomeLocalHoursInFewSteps(String zone) throws Exception {
        Path file = folder.resolve("netmon.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(ORIGINAL);
        }
        LocalHours hours = new LocalHours(ZoneId.of(zone));
        try (TrafficWriter log = TrafficWriter.open(file, ZoneId.of(zone))) {
            Map<String, Long> expected = sums(log, hours);
            Compaction compaction = log.compaction(Retention.DEFAULT);
            int steps = 0;
            while (compaction.step(NOW)) {
                steps++;
            }
            assertTrue(steps < MOST_STEPS, () -> "too many steps");
            assertEquals(expected, sums(log, hours));
            assertEquals(0, log.database().number("SELECT count(*) FROM blocks WHERE tier < 3"));
            for (long at : log.database().query(row -> row.getLong(1), "SELECT timestamp FROM app_traffic_logs")) {
                assertEquals(hours.start(at), at);
            }
        }
    }

    /** The sums by local hour and by application or interface. */
    private static Map<String, Long> sums(TrafficWriter log, LocalHours hours) throws Exception {
        Map<String, Long> sums = new TreeMap<>();
        log.database()
                .query(
                        row -> sums.merge(
                                hours.start(row.getLong(1)) + " " + row.getString(2), row.getLong(3), Long::sum),
                        "SELECT timestamp, app_name, bytes_in * 1000000 + bytes_out FROM app_traffic_logs"
                                + " UNION ALL SELECT timestamp, interface, bytes_in * 1000000 + bytes_out"
                                + " FROM traffic_logs");
        return sums;
    }
}
