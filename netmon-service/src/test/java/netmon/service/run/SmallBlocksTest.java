package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.model.Period;
import netmon.service.fakes.Namespaces;
import netmon.service.fakes.Rows;
import netmon.store.TrafficReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service on a full disk with blocks of 1 KB, for root on Linux: a page in memory has no space on the disk there,
 * and the system ends a process that writes it.
 */
@Timeout(120)
class SmallBlocksTest {
    @TempDir
    private Path folder;

    private Path disk;
    private Path database;

    @BeforeEach
    void mounts() throws IOException {
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(2 << 20);
        }
        disk = Files.createDirectory(folder.resolve("disk"));
        database = disk.resolve("netmon.db");
        assumeTrue(
                run("mkfs.ext4", "-q", "-b", "1024", "-m", "0", "-O", "^has_journal", image.toString()) == 0
                        && run("mount", "-o", "loop", image.toString(), disk.toString()) == 0,
                "skipped: only root may mount a small disk");
    }

    @AfterEach
    void unmounts() throws IOException {
        run("umount", disk.toString());
    }

    @Test
    void aDiskThatFillsUpEndsNoServiceAndLosesNoByte() throws Exception {
        try (Namespaces wire = Namespaces.make();
                Daemonized service = start(wire.near()).measuring()) {
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
            String moved = (after.get(0) - before.get(0)) + " " + (after.get(1) - before.get(1));
            assertEquals(List.of(Namespaces.NEAR_INTERFACE + " " + moved), rows.interfaces());
        }
    }

    @Test
    void onAFullDiskTheServiceDoesNotStartAndTheCommandReads() throws Exception {
        try (Daemonized service = start(List.of()).measuring()) {
            service.signal("TERM");
            assertEquals(0, service.exit());
        }
        fill();
        try (Daemonized service = start(List.of())) {
            assertEquals(1, service.exit(), service.err());
            assertTrue(service.err().endsWith(": the disk is full\n"), service.err());
        }
        try (TrafficReader reader = TrafficReader.open(database)) {
            reader.apps(new Period(0, Long.MAX_VALUE, ""));
        }
    }

    private Daemonized start(List<String> prefix) throws IOException {
        return Daemonized.start(prefix, folder, "--db", database.toString(), "--interval", "200ms");
    }

    /** Fills the disk to the last block. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[1024]);
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
