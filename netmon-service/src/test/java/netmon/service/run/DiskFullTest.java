package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.model.Period;
import netmon.service.fakes.LogRecord;
import netmon.store.TrafficReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a small disk that the test mounts, for root on Linux. */
class DiskFullTest {
    @TempDir
    private Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mounts() throws IOException {
        disk = SmallDisk.tmpfs(folder);
    }

    @AfterEach
    void unmounts() throws IOException {
        if (disk != null) { // as root
            disk.close();
        }
    }

    @Test
    void theServiceLivesThroughAFullDiskAndWritesAllOfItLater() throws Exception {
        try (LogRecord log = new LogRecord();
                Bench bench = Bench.start(disk.database())) {
            bench.moves("curl", 10_000, 0).second();
            Path filler = disk.fill();
            for (int i = 0; i < 500; i++) {
                bench.moves("an application of the name " + i, 10_000, 100).second();
            }
            assertTrue(log.atLeast(Level.WARN).get(0).endsWith("the disk is full"), log.atLeast(Level.WARN)::toString);
            Files.delete(filler);
            bench.seconds(5);

            assertEquals(1, log.atLeast(Level.WARN).size());
            assertEquals(List.of("eth0 5010000 50000"), bench.rows.interfaces());
            assertEquals(List.of("501"), bench.rows.of("SELECT count(DISTINCT app_name) FROM app_traffic_logs"));
            assertEquals(List.of("501"), bench.rows.of("SELECT count(DISTINCT timestamp) FROM app_traffic_logs"));
            assertEquals(List.of(), bench.rows.unequal());
            assertEquals(List.of("ok"), bench.rows.of("PRAGMA integrity_check"));
        }
    }

    @Test
    void aRunningProcessLosesNoByteToAFullDisk() throws Exception {
        disk.losesNoByte();
    }

    @Test
    void whatCouldNotBeWrittenBeforeTheEndIsBookedAtTheNextStart() throws Exception {
        try (Bench bench = Bench.start(disk.database())) {
            bench.moves("curl", 10_000, 0).second();
            Path filler = disk.fill();
            for (int i = 0; i < 200; i++) {
                bench.moves("app " + i, 10_000, 100).second();
            }
            bench.stop();
            Files.delete(filler);
            bench.start(true);
            bench.second();

            assertEquals(List.of("eth0 2010000 20000"), bench.rows.interfaces());
            assertEquals(List.of(), bench.rows.unequal());
        }
    }

    @Test
    void aDiskThatIsFullAtTheStartIsToldAndTheNextStartWorks() throws Exception {
        Path database = disk.database();
        Path filler = disk.fill();
        try (Daemonized service = Daemonized.start(folder, "--db", database.toString())) {
            assertEquals(1, service.exit(), service.err());
            assertTrue(
                    service.err().matches("netmon-service: .*(the disk is full|No space left on device)\n"),
                    service.err());
        }
        Files.delete(filler);
        try (Daemonized service =
                Daemonized.start(folder, "--db", database.toString()).measuring()) {
            service.signal("TERM");
            assertEquals(0, service.exit());
        }
    }

    @Test
    void aDiskThatMayOnlyBeReadIsTold() throws Exception {
        Path database = disk.database();
        try (Bench bench = Bench.start(database)) {
            bench.moves("curl", 10_000, 0).second();
        }
        assertEquals(0, disk.remountForReading());
        try (Daemonized service = Daemonized.start(folder, "--db", database.toString())) {
            assertEquals(4, service.exit());
            assertTrue(service.err().endsWith(": Read-only file system\n"), service.err());
            assertEquals(1, service.err().lines().count());
        }
        try (TrafficReader report = TrafficReader.open(database)) {
            assertEquals(
                    10_000, report.counted(new Period(0, Long.MAX_VALUE, "")).received(), "the command reads it");
        }
    }
}
