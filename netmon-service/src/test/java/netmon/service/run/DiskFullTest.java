package netmon.service.run;

import netmon.model.Period;
import netmon.service.fakes.LogRecord;
import netmon.service.fakes.Namespaces;
import netmon.service.fakes.Rows;
import netmon.store.TrafficReader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a small disk that the test mounts, for root on Linux. */
class DiskFullTest {
    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mounts() throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
                "skipped: only root may mount a small disk");
    }

    @AfterEach
    void unmounts() throws IOException {
        run("umount", disk.toString());
    }

    @Test
    void theServiceLivesThroughAFullDiskAndWritesAllOfItLater() throws Exception {
        try (LogRecord log = new LogRecord();
                Bench bench = Bench.start(disk.resolve("netmon.db"))) {
            bench.moves("curl", 10_000, 0).second();
            Path filler = fill();
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
        Path database = disk.resolve("netmon.db");
        try (Namespaces wire = Namespaces.make();
                Daemonized service = Daemonized.start(
                                wire.near(), folder, "--db", database.toString(), "--interval", "200ms")
                        .measuring()) {
            Rows rows = new Rows(database);
            Daemonized.until(
                    "the baseline is stored",
                    () -> !rows.of("SELECT 1 FROM last_readings").isEmpty());
            List<Long> before = wire.kernel();
            Path filler = fill();
            Process traffic = wire.datagrams();
            Daemonized.until("it is told", () -> service.err().contains("keeping samples in memory: "));
            Files.delete(filler);
            Daemonized.until("it writes again", () -> service.err().contains("writing again"));
            traffic.destroyForcibly().waitFor();
            service.signal("TERM");
            assertEquals(0, service.exit(), service.err());

            List<Long> after = wire.kernel();
            assertEquals(
                    List.of(Namespaces.NEAR_INTERFACE + " " + (after.get(0) - before.get(0)) + " "
                            + (after.get(1) - before.get(1))),
                    rows.interfaces());
            assertEquals(List.of(), rows.unequal());
            assertEquals(List.of("ok"), rows.of("PRAGMA integrity_check"));
        }
    }

    @Test
    void whatCouldNotBeWrittenBeforeTheEndIsBookedAtTheNextStart() throws Exception {
        try (Bench bench = Bench.start(disk.resolve("netmon.db"))) {
            bench.moves("curl", 10_000, 0).second();
            Path filler = fill();
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
        Path database = disk.resolve("netmon.db");
        Path filler = fill();
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
        Path database = disk.resolve("netmon.db");
        try (Bench bench = Bench.start(database)) {
            bench.moves("curl", 10_000, 0).second();
        }
        assertEquals(0, run("mount", "-o", "remount,ro", disk.toString()));
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

    /** Fills the disk. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            return filler; // full
        }
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
    }
}
