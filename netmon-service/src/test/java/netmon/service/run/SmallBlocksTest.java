package netmon.service.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import netmon.model.Period;
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

    private SmallDisk disk;

    @BeforeEach
    void mounts() throws IOException {
        disk = SmallDisk.ext4(folder);
    }

    @AfterEach
    void unmounts() throws IOException {
        if (disk != null) { // as root
            disk.close();
        }
    }

    @Test
    void aDiskThatFillsUpEndsNoServiceAndLosesNoByte() throws Exception {
        disk.losesNoByte();
    }

    @Test
    void onAFullDiskTheServiceDoesNotStartAndTheCommandReads() throws Exception {
        try (Daemonized service = disk.start(List.of()).measuring()) {
            service.signal("TERM");
            assertEquals(0, service.exit());
        }
        disk.fill();
        try (Daemonized service = disk.start(List.of())) {
            assertEquals(1, service.exit(), service.err());
            assertTrue(service.err().endsWith(": the disk is full\n"), service.err());
        }
        try (TrafficReader reader = TrafficReader.open(disk.database())) {
            reader.apps(new Period(0, Long.MAX_VALUE, ""));
        }
    }
}
