package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import netmon.model.StoreException;
import netmon.service.fakes.Rows;
import netmon.store.files.Heartbeat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service finds a database with years of rows that is damaged. */
class DamagedDatabaseTest {
    private static final int SQLITE_HEADER_BYTES = 100;

    @TempDir
    private Path folder;

    private Path database;

    @BeforeEach
    void fills() throws StoreException {
        database = folder.resolve("netmon.db");
        try (Bench bench = Bench.start(database)) {
            for (int i = 0; i < 2_000; i++) {
                bench.moves("application " + i % 50, 100_000, 10).second();
            }
            bench.stop();
        }
        Heartbeat.start(database, 1_790_000_000_000L).close(); // which shows that netmon wrote it
    }

    @ParameterizedTest
    @ValueSource(strings = {"corrupt header", "cut in half", "garbage pages"})
    void aDamagedFileIsPutAsideAndANewOneBegun(String damage) throws Exception {
        byte[] damaged = damaged(Files.readAllBytes(database), damage);
        Files.write(database, damaged);
        try (Daemonized service = start()) {
            Daemonized.until("it is put aside", () -> !asides().isEmpty());
            Daemonized.until("a new one is begun", () -> Files.exists(database) && hasBaseline());
            service.signal("TERM");
            assertEquals(0, service.exit());
            assertTrue(service.err().contains("it is damaged, or not a database; it is kept as "), service.err());
        }
        assertEquals(1, asides().size());
        assertArrayEquals(damaged, Files.readAllBytes(asides().get(0)), "nothing of it is changed");
        assertEquals(List.of("ok"), new Rows(database).of("PRAGMA integrity_check"));
    }

    @Test
    void anEmptyFileIsBegun() throws Exception {
        Files.write(database, new byte[0]);
        try (Daemonized service = start()) {
            service.measuring();
            Daemonized.until("it is begun", this::hasBaseline);
        }
        assertEquals(List.of(), asides());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 40_000})
    void aLogThatIsNotTheDatabasesIsIgnored(int bytes) throws Exception {
        List<String> before = new Rows(database).apps();
        byte[] garbage = new byte[bytes];
        new Random(bytes).nextBytes(garbage);
        Files.write(Path.of(database + "-wal"), garbage);
        Files.write(Path.of(database + "-shm"), garbage);
        try (Daemonized service = start()) {
            service.measuring().signal("TERM");
            assertEquals(0, service.exit());
        }
        assertEquals(List.of(), asides());
        assertEquals(
                before,
                new Rows(database)
                        .of("SELECT app_name, sum(bytes_in), sum(bytes_out)"
                                + " FROM app_traffic_logs WHERE app_name LIKE 'application %' GROUP BY 1 ORDER BY 1"));
    }

    @Test
    void aLogWithoutItsDatabaseIsForgotten() throws Exception {
        Files.delete(database);
        Files.writeString(Path.of(database + "-wal"), "the log of a database that somebody deleted");
        try (Daemonized service = start()) {
            service.measuring();
            Daemonized.until("it is begun", this::hasBaseline);
        }
        assertEquals(List.of("0"), new Rows(database).of("SELECT count(*) FROM app_traffic_logs"));
    }

    private Daemonized start() throws IOException {
        return Daemonized.start(folder, "--db", database.toString(), "--interval", "200ms");
    }

    private boolean hasBaseline() {
        try {
            return !new Rows(database).of("SELECT 1 FROM last_readings").isEmpty();
        } catch (SQLException e) {
            return false; // it does not exist yet
        }
    }

    private List<Path> asides() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.getFileName().toString().matches("netmon\\.db\\.corrupt-[0-9TZ]*"))
                    .toList();
        }
    }

    private static byte[] damaged(byte[] sound, String damage) {
        byte[] bytes = sound.clone();
        switch (damage) {
            case "corrupt header" -> Arrays.fill(bytes, 0, SQLITE_HEADER_BYTES, (byte) 7);
            case "cut in half" -> bytes = Arrays.copyOf(bytes, bytes.length / 2);
            default -> {
                byte[] garbage = new byte[bytes.length / 2];
                new Random(1).nextBytes(garbage);
                System.arraycopy(garbage, 0, bytes, bytes.length / 2, garbage.length);
            }
        }
        return bytes;
    }
}
