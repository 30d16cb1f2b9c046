package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import netmon.service.fakes.Namespaces;
import netmon.service.fakes.Rows;

/** A disk that a test mounts and fills; where only root may, the test is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Path mounted;

    private SmallDisk(Path folder) throws IOException {
        this.folder = folder;
        mounted = Files.createDirectory(folder.resolve("disk"));
    }

    /** One in memory. */
    static SmallDisk tmpfs(Path folder) throws IOException {
        SmallDisk disk = new SmallDisk(folder);
        assumeMounted(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.mounted.toString()));
        return disk;
    }

    /** One of blocks of 1 KB. */
    static SmallDisk ext4(Path folder) throws IOException {
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(2 << 20);
        }
        SmallDisk disk = new SmallDisk(folder);
        assumeMounted(run("mkfs.ext4", "-q", "-b", "1024", "-m", "0", "-O", "^has_journal", image.toString())
                + run("mount", "-o", "loop", image.toString(), disk.mounted.toString()));
        return disk;
    }

    private static void assumeMounted(int status) {
        assumeTrue(status == 0, "skipped: only root may mount a small disk");
    }

    Path database() {
        return mounted.resolve("netmon.db");
    }

    int remountForReading() throws IOException {
        return run("mount", "-o", "remount,ro", mounted.toString());
    }

    /** Fills it to the last block with one file. */
    Path fill() throws IOException {
        Path filler = mounted.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[1024]);
            }
        } catch (IOException e) {
            return filler; // full
        }
    }

    /** Fills it under a running service, gives the space back, and compares the rows with the kernel's counters. */
    void losesNoByte() throws Exception {
        try (Namespaces wire = Namespaces.make();
                Daemonized service = start(wire.near()).measuring()) {
            Rows rows = new Rows(database());
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
            assertEquals(List.of(), rows.unequal());
            assertEquals(List.of("ok"), rows.of("PRAGMA integrity_check"));
        }
    }

    /** @param prefix runs the service elsewhere, such as in a namespace; empty for here */
    Daemonized start(List<String> prefix) throws IOException {
        return Daemonized.start(prefix, folder, "--db", database().toString(), "--interval", "200ms");
    }

    @Override
    public void close() throws IOException {
        run("umount", mounted.toString());
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
