package netmon.store;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.rows.BucketBound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines with more names than a person could read: pods of a node, short-lived processes of ever new names. */
class ManyNamesTest {
    private static final long HOUR = 1_790_000_000L / 3600 * 3600;
    private static final long DAY = 86_400;
    private static final String NAMES_PER_BUCKET =
            "SELECT max(n) FROM (SELECT count(*) AS n FROM %s GROUP BY timestamp)";

    @TempDir
    Path folder;

    private Path file;
    private TrafficWriter log;

    @BeforeEach
    void open() throws StoreException {
        file = folder.resolve("netmon.db");
        log = TrafficWriter.open(file, ZoneId.of("UTC"));
    }

    @AfterEach
    void close() throws StoreException {
        log.close();
    }

    @Test
    void aSecondKeepsTheApplicationsWithTheMostBytes() throws Exception {
        Samples sample = Samples.at(HOUR).counted("eth0", 45_150 + 7, 300);
        for (int i = 1; i <= 300; i++) {
            sample.app("app" + i, i, 1, i / 2, 0);
        }
        log.append(sample.app(App.UNATTRIBUTED, 7, 0).sample());
        Map<String, AppTraffic> apps = apps(HOUR, HOUR + 1);
        assertEquals(191, apps.size());
        assertEquals(new Traffic(300, 1), requireNonNull(apps.get("app300")).traffic());
        assertEquals(
                new Traffic(7, 0), requireNonNull(apps.get(App.UNATTRIBUTED)).traffic());
        assertEquals(
                6_216,
                requireNonNull(apps.get(BucketBound.OTHER_APPLICATIONS))
                        .traffic()
                        .received());
        assertEquals(
                3_080,
                requireNonNull(apps.get(BucketBound.OTHER_APPLICATIONS))
                        .estimated()
                        .received());
        assertSound();
    }

    @Test
    void aSecondKeepsTheInterfacesWithTheMostBytesAndTheTotal() throws Exception {
        Samples sample = Samples.at(HOUR).counted("eth0", 10, 10).app("curl", 10 + 260, 10);
        for (int i = 0; i < 300; i++) {
            sample.uncounted("veth" + Integer.toHexString(0xa1b2c3 + i), 1000 + i, 0);
            sample.uncounted("cali" + i, 2, 0);
        }
        for (int i = 0; i < 260; i++) {
            sample.counted("ppp" + i, 1, 0);
        }
        log.append(sample.sample());
        Map<String, InterfaceTotal> interfaces = interfaces(HOUR, HOUR + 1);
        assertTrue(interfaces.size() <= BucketBound.MOST_ROWS, () -> interfaces.size() + " rows");
        assertEquals(600, requireNonNull(interfaces.get("cali*")).uncounted().received());
        assertEquals(270, sum(interfaces, true));
        assertEquals(300 * 1000 + 299 * 150 + 600, sum(interfaces, false));
        assertSound();
    }

    @Test
    void compactionKeepsTheNamesWithTheMostBytesOfEachBucket() throws Exception {
        for (int i = 0; i < 1200; i++) {
            log.append(Samples.at(HOUR + i)
                    .app("steady", 1_000, 10)
                    .app("short" + i % 900, 5, 1, 3, 0)
                    .counted("eth0", 1_005, 11)
                    .uncounted("tun" + i, 1, 1)
                    .sample());
        }
        log.append(Samples.at(HOUR + 2 * DAY)
                .app("steady", 1, 1)
                .counted("eth0", 1, 1)
                .sample());
        compactAt(HOUR + 4 * DAY);
        assertTrue(number(NAMES_PER_BUCKET.formatted("app_traffic_logs")) <= BucketBound.MOST_ROWS);
        assertTrue(number(NAMES_PER_BUCKET.formatted("traffic_logs")) <= BucketBound.MOST_ROWS);
        compactAt(HOUR + 70 * DAY);
        Map<String, AppTraffic> apps = apps(HOUR, HOUR + 3600);
        assertEquals(
                new Traffic(1_200_000, 12_000),
                requireNonNull(apps.get("steady")).traffic());
        assertEquals(
                6_000,
                apps.values().stream()
                                .mapToLong(each -> each.traffic().received())
                                .sum()
                        - 1_200_000);
        assertEquals(
                3_600,
                apps.values().stream()
                        .mapToLong(each -> each.estimated().received())
                        .sum());
        assertTrue(number(NAMES_PER_BUCKET.formatted("app_traffic_logs")) <= BucketBound.MOST_ROWS);
        assertEquals(1_200, sum(interfaces(HOUR, HOUR + 3600), false));
        assertSound();
        log.append(Samples.at(HOUR + 71 * DAY)
                .uncounted("tun*", 4, 0)
                .uncounted("tun5", 4, 0)
                .sample());
        assertEquals(8, sum(interfaces(HOUR + 71 * DAY, HOUR + 72 * DAY), false));
    }

    @Test
    void namesWithoutARowAreForgotten() throws Exception {
        for (int i = 0; i < 400; i++) {
            log.append(Samples.at(HOUR + i / 10).uncounted("tun" + i, 1 + i, 1).sample());
        }
        log.append(Samples.at(HOUR + DAY).uncounted("tun0", 1, 1).sample());
        compactAt(HOUR + 70 * DAY);
        long known = number("SELECT count(DISTINCT interface) FROM interface_counting");
        assertEquals(number("SELECT count(DISTINCT interface) FROM traffic_logs"), known);
        assertTrue(known <= BucketBound.MOST_ROWS + 1, () -> known + " names");
        log.append(Samples.at(HOUR + 71 * DAY)
                .counted("tun3", 9, 0)
                .app("curl", 9, 0)
                .sample());
        assertEquals(9, sum(interfaces(HOUR + 71 * DAY, HOUR + 72 * DAY), true));
        assertSound();
    }

    /** The attack of an ordinary user: sixty processes a second, each with a name of its own, for an hour. */
    @Test
    void everNewNamesOfProcessesDoNotGrowTheDatabase() throws Exception {
        long before = hourOf("the same", HOUR);
        long after = hourOf(null, HOUR + 3600);
        assertTrue(after - before < 1 << 20, () -> "grew by " + before + ", then by " + after + " bytes");
        Map<String, AppTraffic> apps = apps(HOUR + 3600, HOUR + 7200);
        assertEquals(
                60 * 3600 * 400L,
                apps.values().stream()
                        .mapToLong(each -> each.traffic().received())
                        .sum());
        assertEquals(1_001, apps.size());
    }

    @Test
    void anApplicationInUseKeepsItsNameAmongEverNewOnes() throws Exception {
        for (int i = 0; i < 20; i++) {
            log.append(Samples.at(HOUR + i)
                    .app("firefox", 10, 0)
                    .counted("eth0", 10, 0)
                    .sample());
        }
        for (int i = 0; i < 30; i++) {
            log.append(processes(HOUR + 3600 + i, null));
        }
        log.append(Samples.at(HOUR + 3700)
                .app("firefox", 10, 0)
                .app("late and small", 10, 0)
                .app("late and large", 2 << 20, 0)
                .counted("eth0", 20 + (2 << 20), 0)
                .sample());
        Map<String, AppTraffic> apps = apps(HOUR + 3700, HOUR + 3701);
        assertEquals(
                List.of("Other applications", "firefox", "late and large"),
                apps.keySet().stream().sorted().toList());
        assertSound();
    }

    /** Returns by how many bytes the database grows. */
    private long hourOf(@Nullable String name, long start) throws Exception {
        long before = number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
        for (long at = start; at < start + 3600; at += 60) {
            List<Sample> minute = new ArrayList<>();
            for (long second = at; second < at + 60; second++) {
                minute.add(processes(second, name));
            }
            log.append(minute);
        }
        return number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()") - before;
    }

    /** A second with sixty processes, all of them of this name or each with one of its own. */
    private static Sample processes(long at, @Nullable String name) {
        Samples sample = Samples.at(at).counted("eth0", 60 * 400, 0);
        for (int i = 0; i < 60; i++) {
            sample.app(name == null ? "process-of-second-" + at + "-number-" + i : name + i, 400, 0);
        }
        return sample.sample();
    }

    private void compactAt(long now) throws StoreException {
        Compaction compaction = log.compaction(Retention.DEFAULT);
        compaction.step(now - 7200);
        for (long at = now - 7200; at < now; at += 1800) {
            compaction.step(at);
        }
        while (compaction.step(now)) {}
    }

    private Map<String, AppTraffic> apps(long from, long to) throws StoreException {
        try (TrafficReader reader = TrafficReader.open(file)) {
            return reader.apps(new Period(from, to, "")).stream()
                    .collect(Collectors.toMap(AppTraffic::app, each -> each));
        }
    }

    private Map<String, InterfaceTotal> interfaces(long from, long to) throws StoreException {
        try (TrafficReader reader = TrafficReader.open(file)) {
            return reader.interfaces(new Period(from, to, "")).stream()
                    .collect(Collectors.toMap(InterfaceTotal::name, each -> each));
        }
    }

    private static long sum(Map<String, InterfaceTotal> interfaces, boolean counted) {
        return interfaces.values().stream()
                .mapToLong(each -> (counted ? each.counted() : each.uncounted()).received())
                .sum();
    }

    private void assertSound() throws StoreException {
        Verification found = Verifier.verify(file, (done, of) -> {});
        assertTrue(found.isSound(), found::toString);
    }

    private long number(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                var rows = database.createStatement().executeQuery(sql)) {
            return rows.getLong(1);
        }
    }
}
