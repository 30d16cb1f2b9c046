package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import netmon.model.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetailHostsTest {
    private static final long START = 1_793_793_600L;
    private static final long HOUR = 3_600;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("netmon.db");
    }

    @Test
    void thereIsNoTableBeforeTheFirstName() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.storeDetail();
        }
        assertEquals(Map.of(), stored());
    }

    @Test
    void theLastNameOfAnAddressHolds() throws Exception {
        write(Map.of("192.0.2.1", "old.example", "192.0.2.2", "two.example"), START);
        write(Map.of("192.0.2.1", "new.example"), START + HOUR);

        assertEquals(Map.of("192.0.2.1", "new.example", "192.0.2.2", "two.example"), stored());
    }

    @Test
    void theNamesThatWereResolvedLastAreKept() throws Exception {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 6_000; i++) {
            many.put("10.0." + i / 256 + "." + i % 256, "host" + i + ".example");
        }
        write(many, START);
        write(Map.of("192.0.2.1", "new.example"), START + HOUR);

        assertEquals(5_000, stored().size());
        assertEquals("new.example", stored().get("192.0.2.1"));
    }

    @Test
    void aPurgeDeletesTheNamesOfItsDestinations() throws Exception {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.storeDetail();
            append(log, START, "192.0.2.1");
            append(log, START + 2 * HOUR, "192.0.2.2");
            log.writeHosts(Map.of("192.0.2.1", "one.example", "192.0.2.2", "two.example"), START);
        }
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.purge(START + HOUR, null);
        }
        assertEquals(Map.of("192.0.2.2", "two.example"), stored());
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.purgeDetail();
        }
        assertEquals(Map.of(), stored());
        assertNull(Verifier.verify(file, (done, of) -> {}).damage());
    }

    @Test
    void whatAnotherProgramHasWrittenIsLeftOut() throws Exception {
        write(Map.of("192.0.2.1", "one.example"), START);
        change("INSERT INTO detail_hosts VALUES ('192.0.2.2', hex(zeroblob(1000)), 1), (x'00', 'a.example', 1),"
                + " ('192.0.2.3', x'ff', 1), ('192.0.2.4', '', 1), ('192.0.2.5', 7.5, 'x')");

        assertEquals(Map.of("192.0.2.1", "one.example", "192.0.2.5", "7.5"), stored());
        change("DROP TABLE detail_hosts; CREATE VIEW detail_hosts AS SELECT 1 AS address, 'x' AS host");
        assertEquals(Map.of(), stored());
    }

    private void write(Map<String, String> names, long now) throws StoreException {
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.writeHosts(names, now);
        }
    }

    private static void append(TrafficWriter log, long at, String destination) throws StoreException {
        log.append(Samples.at(at)
                .counted("en0", 100, 10)
                .app("ssh", 100, 10)
                .part("ssh", "ssh", destination, 100, 10)
                .sample());
    }

    private Map<String, String> stored() throws StoreException {
        try (TrafficReader store = TrafficReader.open(file)) {
            return store.hostNames();
        }
    }

    private void change(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
