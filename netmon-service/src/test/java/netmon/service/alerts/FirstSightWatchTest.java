package netmon.service.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import netmon.model.Alert;
import netmon.model.AppTraffic;
import netmon.model.CalendarUnit;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Direction;
import netmon.model.InterfaceTraffic;
import netmon.model.NetworkScope;
import netmon.model.OperatingSystem;
import netmon.model.Protocol;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.model.TrafficPart;
import netmon.model.TrafficPart.PartOrigin;
import netmon.service.fakes.LogRecord;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First sights in a real database, reported to the log. */
class FirstSightWatchTest {
    private static final long NOON = 1_793_793_600;

    @TempDir
    Path dir;

    private TrafficWriter log;
    private AlertWatch watch;
    private long now = NOON;

    @BeforeEach
    void open() throws StoreException {
        log = TrafficWriter.open(dir.resolve("netmon.db"), ZoneOffset.UTC);
        log.storeDetail();
        start();
    }

    private void start() {
        DesktopNotification none = new DesktopNotification(OperatingSystem.LINUX, List.of(), Map.of());
        watch = new AlertWatch(log.alerts(), new AlertNotifier(log.file(), none, () -> 0), () -> ZoneOffset.UTC);
    }

    @AfterEach
    void close() throws StoreException {
        log.close();
    }

    @Test
    void aNewApplicationIsReportedOnceWithItsBytes() throws Exception {
        moves("Safari", "8.8.8.8", 10);
        set(Alert.Scope.NEW_APPLICATION, "");
        assertEquals(List.of(), checked());

        moves("Safari", "8.8.8.8", 10);
        moves("evil", "8.8.8.8", 2048);
        assertEquals(List.of("alert 1: A new application: evil, 2.00 KB so far today."), checked());
        moves("evil", "8.8.8.8", 2048);
        assertEquals(List.of(), checked());

        now += 86_400;
        moves("evil", "8.8.8.8", 1);
        moves("Safari", "8.8.8.8", 1);
        assertEquals(List.of(), checked());
        start();
        assertEquals(List.of(), checked());
        moves("worse", "8.8.8.8", 1);
        assertEquals(List.of("alert 1: A new application: worse, 1 B so far today."), checked());
    }

    @Test
    void aNewDestinationOfAnApplicationIsReportedOnce() throws Exception {
        moves("Safari", "8.8.8.8", 10);
        moves("ssh", "1.1.1.1", 10);
        minute();
        set(Alert.Scope.NEW_DESTINATION, "safari");
        assertEquals(List.of(), checked());

        moves("Safari", "8.8.8.8", 10);
        moves("Safari", "9.9.9.9", 10);
        moves("ssh", "2.2.2.2", 10);
        minute();
        assertEquals(List.of("alert 1: safari: first traffic with 9.9.9.9, 10 B so far today."), checked());
        minute();
        assertEquals(List.of(), checked());
    }

    @Test
    void aNewDestinationIsReportedWithTheNameOfItsHost() throws Exception {
        set(Alert.Scope.NEW_DESTINATION, "Safari");
        assertEquals(List.of(), checked());
        moves("Safari", "9.9.9.9", 10);
        log.writeHosts(Map.of("9.9.9.9", "evil\u001b.example"), now);
        minute();

        assertEquals(
                List.of("alert 1: Safari: first traffic with evil\uFFFD.example (9.9.9.9), 10 B so far today."),
                checked());
        assertEquals("9.9.9.9", log.alerts().notices().get(0).app());
    }

    @Test
    void manyNewDestinationsAreReportedTogether() throws Exception {
        set(Alert.Scope.NEW_DESTINATION, "p2p");
        assertEquals(List.of(), checked());
        for (int i = 0; i < 50; i++) {
            moves("p2p", "20.0.0." + i, 10);
        }
        minute();
        List<String> reported = checked();
        assertEquals(5, reported.size());
        assertEquals(true, reported.get(4).contains(" and 45 more, "), reported.get(4));
    }

    private void set(Alert.Scope scope, String app) throws StoreException {
        log.alerts().add(new Alert(0, scope, app, Direction.TOTAL, 0, CalendarUnit.DAY, 1, Alert.Means.LOG, List.of()));
        watch.changed();
    }

    /** The sentences that a check logs. */
    private List<String> checked() throws Exception {
        try (LogRecord record = new LogRecord()) {
            now += 60;
            watch.check(now);
            return record.atLeast(Level.WARN);
        }
    }

    /** Detail is complete when the next minute begins. */
    private void minute() throws StoreException {
        now += 60;
        moves("clock", "10.0.0.1", 1);
    }

    private void moves(String app, String destination, long received) throws StoreException {
        Traffic traffic = new Traffic(received, 0);
        Delta delta = new Delta(List.of(new InterfaceTraffic("en0", true, traffic)));
        List<AppTraffic> apps = List.of(new AppTraffic(app, traffic, Traffic.NONE));
        PartOrigin origin = new PartOrigin(app, app, "", destination, 443, Protocol.TCP, NetworkScope.INTERNET);
        Sample sample = new Sample(now, 1_000_000_000L, delta, apps, new Counters("boot", List.of()), List.of());
        log.append(sample.with(List.of(new TrafficPart(origin, traffic))));
    }
}
