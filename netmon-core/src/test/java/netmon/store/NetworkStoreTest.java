package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import netmon.model.NetworkLabel;
import netmon.model.NetworkLabel.LabelKind;
import netmon.model.NetworkTotal;
import netmon.model.Period;
import netmon.model.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkStoreTest {
    private static final long START = 1_790_000_000L;
    private static final Period EVER = new Period(0, Long.MAX_VALUE, "");
    private static final NetworkLabel HOME = new NetworkLabel(LabelKind.WIFI, "Home");
    private static final NetworkLabel OFFICE = new NetworkLabel(LabelKind.ROUTER, "02:00:00:00:00:01");

    @TempDir
    Path folder;

    private Path file;
    private TrafficWriter log;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("netmon.db");
        log = TrafficWriter.open(file);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    private void move(long at, long bytes) throws Exception {
        log.append(Samples.at(at)
                .app("ssh", bytes, 1)
                .counted("wlan0", bytes, 1)
                .uncounted("lo", 99, 99)
                .sample());
    }

    private Map<String, Traffic> sums() throws Exception {
        Map<String, Traffic> sums = new HashMap<>();
        try (TrafficReader store = TrafficReader.open(file)) {
            for (NetworkTotal each : store.networks(EVER)) {
                sums.merge(each.network().name() + " " + each.networkInterface(), each.traffic(), Traffic::plus);
            }
            assertEquals(store.counted(EVER), sums.values().stream().reduce(Traffic.NONE, Traffic::plus));
        }
        return sums;
    }

    @Test
    void theBytesOfEachNetworkAddUpToTheInterface() throws Exception {
        move(START, 10);
        log.networks().write(START + 10, Map.of("wlan0", HOME));
        move(START + 10, 100);
        NetworkStore networks = log.networks(); // another start of the service
        networks.write(START + 20, Map.of("wlan0", HOME));
        move(START + 20, 1_000);
        networks.write(START + 30, Map.of());
        move(START + 30, 10_000);
        networks.write(START + 40, Map.of("wlan0", OFFICE));
        move(START + 40, 100_000);

        assertEquals(
                Map.of(
                        " wlan0",
                        new Traffic(10_010, 2),
                        "Home wlan0",
                        new Traffic(1_100, 2),
                        "02:00:00:00:00:01 wlan0",
                        new Traffic(100_000, 1)),
                sums());
        assertEquals(3, lines());
    }

    @Test
    void aClockThatIsSetBackForgetsWhatItSaidAboutLaterTimes() throws Exception {
        NetworkStore networks = log.networks();
        networks.write(START + 5_000, Map.of("wlan0", HOME));
        networks.write(START + 100, Map.of("wlan0", OFFICE));
        move(START + 6_000, 7);

        assertEquals(Map.of("02:00:00:00:00:01 wlan0", new Traffic(7, 1)), sums());
    }

    @Test
    void aPurgeForgetsTheNetworksOfItsTime() throws Exception {
        NetworkStore networks = log.networks();
        networks.write(START, Map.of("wlan0", HOME));
        move(START, 5);
        networks.write(START + 7_200, Map.of("wlan0", OFFICE));
        move(START + 7_200, 6);
        log.purge(START + 9_000, null);
        move(START + 9_500, 8);

        assertEquals(List.of(1L), List.of(lines()));
        assertEquals(Map.of("02:00:00:00:00:01 wlan0", new Traffic(8, 1)), sums());
    }

    @Test
    void manyChangesHaveABound() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection
                    .createStatement()
                    .executeUpdate("INSERT INTO network_labels SELECT 'wlan0', value, 'wifi',"
                            + " 'Home' || value FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1"
                            + " FROM n WHERE value < 30000) SELECT value FROM n)");
        }
        log.networks().write(START, Map.of("wlan0", HOME));

        assertEquals(20_001, lines());
    }

    private long lines() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var result = connection.createStatement().executeQuery("SELECT count(*) FROM network_labels")) {
            return result.getLong(1);
        }
    }
}
