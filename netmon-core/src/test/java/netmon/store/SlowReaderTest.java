package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import netmon.model.Period;
import netmon.model.Sample;
import netmon.model.Traffic;
import netmon.store.files.PrivateFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that keeps an old snapshot for long, as a forgotten {@code sqlite3} does within a transaction. */
class SlowReaderTest {
    private static final Period ALL = new Period(0, Long.MAX_VALUE, "all");

    private static final long T = 1_790_000_000;

    /** The size to which SQLite cuts the log when no reader needs it any more. */
    private static final long CUT_BYTES = 8 << 20;

    /** Three hours of a busy machine. */
    private static final int SECONDS = 10_000;

    private static final int APPS = 5;

    @TempDir
    Path folder;

    @Test
    void aSlowReaderBlocksNobodyAndTheLogIsCutAfterIt() throws Exception {
        Path file = folder.resolve("netmon.db");
        Path wal = PrivateFiles.beside(file, "-wal");
        try (TrafficWriter log = TrafficWriter.open(file)) {
            log.append(sample(0));
            try (TrafficReader slow = TrafficReader.open(file)) {
                for (int i = 1; i <= SECONDS; i++) {
                    log.append(sample(i));
                }
                assertEquals(new Traffic(APPS, 0), slow.counted(ALL), "it still sees its snapshot");
                try (TrafficReader other = TrafficReader.open(file)) {
                    assertEquals(new Traffic((SECONDS + 1L) * APPS, 0), other.counted(ALL));
                }
                assertTrue(Files.size(wal) > CUT_BYTES, "nothing can be freed yet: " + Files.size(wal));
            }
            for (int i = 1; i <= 10; i++) {
                log.append(sample(SECONDS + i));
            }
            assertTrue(Files.size(wal) <= CUT_BYTES, "the log is cut: " + Files.size(wal));
        }
    }

    private static Sample sample(int second) {
        Samples sample = Samples.at(T + second).counted("en0", APPS, 0);
        for (int i = 0; i < APPS; i++) {
            sample.app("an application of number " + i, 1, 0);
        }
        return sample.counters("boot", Samples.reading("en0", "1", second, second))
                .sample();
    }
}
