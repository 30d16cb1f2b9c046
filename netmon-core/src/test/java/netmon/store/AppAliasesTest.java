package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import netmon.apps.AppNames;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.Direction;
import netmon.model.Period;
import netmon.model.StoreException;
import netmon.model.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications whose name changed with the rules keep one history. */
class AppAliasesTest {
    private static final long AT = 1_790_000_000L;
    private static final Period ALL = new Period(0, Long.MAX_VALUE, "");

    @TempDir
    Path folder;

    private Path file;
    private TrafficWriter log;

    @BeforeEach
    void open() throws StoreException {
        file = folder.resolve("netmon.db");
        log = TrafficWriter.open(file, ZoneId.of("UTC"));
        log.append(Samples.at(AT)
                .app("code-0a1b2c3d", 5, 1, 2, 0)
                .app("curl", 1, 1)
                .counted("eth0", 6, 2)
                .sample());
        log.append(Samples.at(AT + 1).app("code", 10, 1).counted("eth0", 10, 1).sample());
    }

    @AfterEach
    void close() throws StoreException {
        log.close();
    }

    @Test
    void reportsSumUnderThePresentNameAndTheRowsKeepTheirs() throws Exception {
        adopt(1);
        assertEquals(Map.of("code", new Traffic(15, 2), "curl", new Traffic(1, 1)), apps());
        assertEquals(
                1, log.database().number("SELECT count(*) FROM app_traffic_logs WHERE app_name = 'code-0a1b2c3d'"));
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
        RunningSums running = log.alerts().sums(ALL);
        assertEquals(15, received(running.update(), "code"));
        log.append(Samples.at(AT + 2)
                .app("code-0a1b2c3d", 3, 0)
                .counted("eth0", 3, 0)
                .sample());
        assertEquals(18, received(running.update(), "code"));
    }

    @Test
    void namesAreLookedUpOnceForEachNumberOfTheRules() throws Exception {
        adopt(1);
        log.append(Samples.at(AT + 2)
                .app("sshd;61a0c3f2", 7, 0)
                .counted("eth0", 7, 0)
                .sample());
        adopt(1);
        assertEquals(new Traffic(7, 0), apps().get("sshd;61a0c3f2"));
        adopt(2);
        assertEquals(new Traffic(7, 0), apps().get("sshd"));
    }

    @Test
    void anAlertFollowsItsApplication() throws Exception {
        long id = log.alerts()
                .add(new Alert(
                        0,
                        Alert.Scope.APPLICATION,
                        "Code-0A1B2C3D",
                        Direction.TOTAL,
                        1,
                        CalendarUnit.DAY,
                        1,
                        Alert.Means.LOG,
                        List.of()));
        log.alerts().add(new AlertNotice(id, AT, "code-0a1b2c3d", AT));
        adopt(1);
        assertTrue(log.alerts().all().get(0).app().equalsIgnoreCase("code"));
        assertEquals("code", log.alerts().notices().get(0).app());
    }

    @Test
    void aPurgeOfAnApplicationReachesItsEarlierNames() throws Exception {
        adopt(1);
        log.purge(AT + 100, "Code");
        assertEquals(Map.of("Unattributed", new Traffic(15, 2), "curl", new Traffic(1, 1)), apps());
        assertEquals(0, log.database().number("SELECT count(*) FROM app_aliases"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            code-0a1b2c3d4e      | code
            sshd;61a0c3f2        | sshd
            sshd.#prelink#.x     | sshd
            firefox.dpkg-tmp     | firefox
            .firefox-wrapped     | firefox
            memfd:runc_cloned    | runc
            firefox (deleted)    | firefox
            sshd                 | sshd
            index.js             | index.js
            index.js (shop)      | index.js (shop)
            Google Chrome        | Google Chrome
            com.apple.WebKit.Networking | com.apple.WebKit.Networking
            kworker/u8:2         | kworker/u8:2
            2.1.290              | 2.1.290
            Other applications   | Other applications
            Unattributed         | Unattributed
            Total (application)  | Total (application)
            #1234                | #1234
            https                | https
            """)
    void onlyANameThatShowsItselfWhatItIsTodayIsRenamed(String stored, String present) {
        assertEquals(present, AppNames.presentName(stored));
        assertEquals(present, AppNames.presentName(present));
    }

    private void adopt(int rules) throws StoreException {
        log.adoptNames(rules, AppNames::presentName);
    }

    private Map<String, Traffic> apps() throws StoreException {
        try (TrafficReader reader = TrafficReader.open(file)) {
            return reader.apps(ALL).stream().collect(Collectors.toMap(AppTraffic::app, AppTraffic::traffic));
        }
    }

    private static long received(List<AppTraffic> apps, String name) {
        return apps.stream()
                .filter(each -> each.app().equals(name))
                .mapToLong(each -> each.traffic().received())
                .sum();
    }
}
