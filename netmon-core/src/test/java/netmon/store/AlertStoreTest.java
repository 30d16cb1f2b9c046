package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import netmon.model.Alert;
import netmon.model.AlertNotice;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.Direction;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertStoreTest {
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final long MIDNIGHT = 1_790_035_200;
    private static final Alert CHROME = new Alert(
            0,
            Alert.Scope.APPLICATION,
            "Google \"Chrome\"\n'; --",
            Direction.TOTAL,
            1 << 30,
            CalendarUnit.DAY,
            1,
            Alert.Means.COMMAND,
            List.of("/bin/echo", "", "a b", "\u001b[2J"));
    private static final Alert TOTAL = new Alert(
            0, Alert.Scope.TOTAL, "", Direction.IN, 5, CalendarUnit.MONTH, 15, Alert.Means.DESKTOP, List.of());

    @TempDir
    Path folder;

    @Test
    void anAddedAlertIsReadBackUnchangedByTheServiceAndTheCommand() throws StoreException {
        try (TrafficWriter log = open()) {
            assertEquals(1, log.alerts().add(CHROME));
            assertEquals(2, log.alerts().add(TOTAL));
            List<Alert> expected = List.of(CHROME.numbered(1), TOTAL.numbered(2));
            assertEquals(expected, log.alerts().all());
            try (TrafficReader report = TrafficReader.open(file())) {
                assertEquals(expected, report.alerts());
            }
        }
    }

    @Test
    void anAlertNumberIsNeverUsedAgain() throws StoreException {
        try (TrafficWriter log = open()) {
            assertEquals(1, log.alerts().add(CHROME));
            assertTrue(log.alerts().remove(1));
            assertFalse(log.alerts().remove(1));
            assertEquals(2, log.alerts().add(TOTAL));
            assertEquals(List.of(TOTAL.numbered(2)), log.alerts().all());
        }
    }

    @Test
    void aNoticeIsKeptUntilItsPeriodIsOverOrItsAlertIsRemoved() throws StoreException {
        AlertNotice first = new AlertNotice(1, MIDNIGHT, "Safari", MIDNIGHT + 5);
        AlertNotice second = new AlertNotice(1, MIDNIGHT + DAY, "Safari", MIDNIGHT + DAY + 5);
        AlertNotice other = new AlertNotice(2, MIDNIGHT, "", MIDNIGHT + 6);
        try (TrafficWriter log = open()) {
            log.alerts().add(first);
            log.alerts().add(other);
        }
        try (TrafficWriter log = open()) {
            assertEquals(List.of(first, other), log.alerts().notices());
            log.alerts().add(second);
            assertEquals(List.of(second, other), log.alerts().notices());
            log.alerts().remove(2);
            assertEquals(List.of(second), log.alerts().notices());
        }
    }

    @Test
    void aPurgeDeletesNotices() throws StoreException {
        AlertNotice safari = new AlertNotice(1, MIDNIGHT, "Safari", MIDNIGHT + 5);
        AlertNotice slack = new AlertNotice(1, MIDNIGHT, "Slack", MIDNIGHT + 6);
        AlertNotice later = new AlertNotice(2, MIDNIGHT, "Safari", MIDNIGHT + HOUR);
        try (TrafficWriter log = open()) {
            log.alerts().add(safari);
            log.alerts().add(slack);
            log.alerts().add(later);
            log.purge(MIDNIGHT + HOUR, "Safari");
            assertEquals(Set.of(slack, later), Set.copyOf(log.alerts().notices()));
            log.purge(MIDNIGHT + HOUR, null);
            assertEquals(List.of(later), log.alerts().notices());
        }
    }

    @Test
    void runningSumsEqualThoseOfAReportDuringWritingAndCompaction() throws StoreException {
        Random random = new Random(7);
        Period day = new Period(MIDNIGHT, MIDNIGHT + DAY, "day");
        try (TrafficWriter log = open()) {
            RunningSums sums = log.alerts().sums(day);
            assertEquals(Map.of(), traffic(sums.update()));
            Compaction compaction = log.compaction(Retention.DEFAULT);
            for (long at = MIDNIGHT - 2 * HOUR; at < MIDNIGHT + DAY + HOUR; at += 1 + random.nextInt(400)) {
                long bytes = random.nextInt(1000);
                log.append(Samples.at(at)
                        .app("app " + random.nextInt(3), bytes, 1)
                        .counted("en0", bytes, 1)
                        .sample());
                while (random.nextInt(10) == 0 && compaction.step(at)) {
                    // a random number of steps
                }
                if (random.nextInt(20) == 0) {
                    assertEquals(traffic(report(day)), traffic(sums.update()));
                }
            }
            assertEquals(traffic(report(day)), traffic(sums.update()));
            assertEquals(traffic(report(day)), traffic(log.alerts().sums(day).update()));
        }
    }

    private List<AppTraffic> report(Period period) throws StoreException {
        try (TrafficReader report = TrafficReader.open(file())) {
            return report.apps(period);
        }
    }

    private static Map<String, Traffic> traffic(List<AppTraffic> apps) {
        return apps.stream().collect(Collectors.toMap(AppTraffic::app, AppTraffic::traffic));
    }

    private TrafficWriter open() throws StoreException {
        return TrafficWriter.open(file(), ZoneOffset.UTC);
    }

    private Path file() {
        return folder.resolve("netmon.db");
    }
}
