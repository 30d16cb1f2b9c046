package netmon.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import netmon.cli.History;
import netmon.cli.Moment;
import netmon.cli.Run;
import netmon.cli.session.ExitCode;
import netmon.model.App;
import netmon.model.WrittenRow;
import netmon.store.files.Heartbeat;
import netmon.store.files.ServiceLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCommandTest {
    /** The present moment of {@link History#environment}: Wednesday 15:30 in Berlin. */
    private static final long NOW = History.second("2026-11-04T15:30");

    @TempDir
    private Path home;

    private Run served(String... args) throws Exception {
        Path database = home.resolve(".netmon/netmon.db");
        ServiceLock lock = ServiceLock.acquire(database);
        try (Heartbeat heartbeat = Heartbeat.start(database, NOW * 1000)) {
            assertNotNull(heartbeat);
            return Run.of(History.environment(home), args);
        } finally {
            lock.close();
        }
    }

    private void write() throws Exception {
        History.append(
                home.resolve(".netmon/netmon.db"),
                Moment.at(NOW - 400).app("Long ago", 5_000_000, 0),
                Moment.at(NOW - 3).app("Firefox", 300_000, 3_000).beside("lo0", 7, 7),
                Moment.at(NOW - 2).app("Firefox", 600_000, 3_000).app(App.UNATTRIBUTED, 3_000, 0),
                Moment.at(NOW - 1).app("Firefox", 900_000, 3_000));
    }

    @Test
    void onceThePrintedTableHasMeansOfThreeSeconds() throws Exception {
        write();

        assertEquals("""
                15:30:00  applications, per second
                Application          Download/s    Upload/s     Total/s       Today  last 2 min
                Firefox               585.94 KB     2.93 KB   588.87 KB     1.73 MB            █
                Unattributed             1000 B         0 B      1000 B     2.93 KB            ▁
                Total                 586.91 KB     2.93 KB   589.84 KB     6.50 MB            █
                """, served("live", "--once").all());
    }

    /** A mark has a rate of which more than half was not measured, in each direction by itself. */
    @Test
    void aRateThatIsMostlyEstimatedHasAMark() throws Exception {
        History.append(
                home.resolve(".netmon/netmon.db"),
                Moment.at(NOW - 3).app("Quic", 300_000, 3_000, 300_000).app("Tcp", 300_000, 3_000, 1_000),
                Moment.at(NOW - 2).app("Quic", 300_000, 3_000, 300_000).app("Tcp", 300_000, 3_000, 0),
                Moment.at(NOW - 1).app("Quic", 300_000, 3_000, 1_000).app("Tcp", 300_000, 3_000, 300_000));

        assertEquals("""
                15:30:00  applications, per second
                Application          Download/s    Upload/s     Total/s       Today  last 2 min
                Quic                 ~292.97 KB     2.93 KB  ~295.90 KB  ~887.70 KB            ▄
                Tcp                   292.97 KB     2.93 KB   295.90 KB   887.70 KB            ▄
                Total                 585.94 KB     5.86 KB   591.80 KB     1.73 MB            █
                """, served("live", "--once").all());
        String json = served("live", "--once", "--json").out();
        assertTrue(json.contains("\"name\":\"Quic\""), json);
        assertEquals(1, json.split("\"estimated\":true", -1).length - 1, json);
    }

    @Test
    void theOptionsChooseRowsAndUnits() throws Exception {
        write();

        assertEquals(
                """
                15:30:00  interfaces, per second
                Interface            Download/s    Upload/s     Total/s       Today  last 2 min
                """.lines().limit(2).toList(),
                served("live", "--once", "--by", "interfaces", "--filter", "EN")
                        .out()
                        .lines()
                        .limit(2)
                        .toList());
        assertTrue(served("live", "--once", "--bits").out().contains("4.80 Mbit "));
    }

    @Test
    void aDeletedOrReplacedDatabaseIsReportedAndThenFollowed() throws Exception {
        write();
        Path database = home.resolve(".netmon/netmon.db");
        LiveFeed feed = new LiveFeed(database, () -> NOW, ZoneOffset.UTC);
        assertEquals(4, feed.read(View.APPS).stored().apps().size());

        Files.delete(database);
        assertTrue(feed.read(View.APPS).trouble().startsWith("there is no database"));

        Files.writeString(database, "no database at all, but a text that somebody put in its place");
        assertTrue(feed.read(View.APPS).trouble().contains("netmon.db"));

        Files.delete(database);
        History.append(database, Moment.at(NOW - 5).app("Known", 1, 0));
        assertEquals(List.of(), feed.read(View.APPS).stored().apps());
        History.append(database, Moment.at(NOW).app("Safari", 5, 0));
        assertEquals(
                List.of("Safari"),
                feed.read(View.APPS).stored().apps().stream()
                        .map(WrittenRow::name)
                        .toList());
    }

    @Test
    void withoutAServiceTheErrorSaysSo() throws Exception {
        write();

        Run run = Run.of(History.environment(home), "live");

        assertEquals(ExitCode.NO_DATA, run.status());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("no netmon-service"), run.err());
        assertEquals(
                ExitCode.DATABASE,
                Run.of(History.environment(home.resolve("other")), "live").status());
    }

    @Test
    void aServiceThatDoesNotAnswerIsReported() throws Exception {
        write();

        Run run = served("live", "--once", "--by", "connections");

        assertEquals(ExitCode.NO_DATA, run.status());
        assertTrue(run.err().contains("the service does not report its connections"), run.err());
    }
}
