package netmon.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.store.Samples;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedSnapshotTest {
    private static final long T = 1_790_000_000;
    private static final String ROWS = "SELECT count(*) FROM app_traffic_logs";

    @TempDir
    private Path folder;

    private static void append(TrafficWriter log, long at) throws StoreException {
        log.append(Samples.at(at).counted("en0", 1, 0).app("a", 1, 0).sample());
    }

    @Test
    void neitherConnectionSeesLaterRows() throws Exception {
        Path file = folder.resolve("netmon.db");
        try (TrafficWriter log = TrafficWriter.open(file)) {
            append(log, T);
            try (SharedSnapshot moment = SharedSnapshot.of(file)) {
                append(log, T + 1);
                assertEquals(1, moment.first().number(ROWS));
                assertEquals(1, moment.second().number(ROWS));
            }
        }
    }

    @Test
    void aCommitBetweenTheTwoStartsIsSeenByBothOrByNeither() throws Exception {
        Path file = folder.resolve("netmon.db");
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> enough = new CompletableFuture<>();
        CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> writeUntil(file, begun, enough));
        begun.get(10, TimeUnit.SECONDS);
        try {
            for (int i = 0; i < 500; i++) {
                try (SharedSnapshot moment = SharedSnapshot.of(file)) {
                    assertEquals(moment.first().number(ROWS), moment.second().number(ROWS));
                }
            }
        } finally {
            enough.complete(null);
        }
        assertTrue(writing.get(10, TimeUnit.SECONDS) > 1);
    }

    private static int writeUntil(Path file, CompletableFuture<Void> begun, CompletableFuture<Void> enough) {
        int written = 0;
        try (TrafficWriter log = TrafficWriter.open(file)) {
            while (!enough.isDone()) {
                append(log, T + written++);
                begun.complete(null);
            }
            return written;
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMissingDatabaseIsReported() {
        StoreException missing = assertThrows(StoreException.class, () -> SharedSnapshot.of(folder.resolve("none.db")));
        assertEquals(Remedy.MISSING, missing.kind());
    }
}
