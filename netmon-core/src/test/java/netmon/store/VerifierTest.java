package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.Verification.Difference;
import netmon.store.sqlite.PageLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class VerifierTest {
    private static final long T = 1_790_000_000 / 3600 * 3600;
    private static final long HOURS = 40;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws StoreException {
        file = folder.resolve("netmon.db");
        try (TrafficWriter log = TrafficWriter.open(file)) {
            for (long hour = 0; hour < HOURS; hour++) {
                for (int minute = 0; minute < 5; minute++) {
                    log.append(Samples.at(minute(hour, minute))
                            .counted("en0", 300, 30)
                            .counted("en1", 3, 1)
                            .uncounted("utun0", 100, 10)
                            .app("Safari", 200, 20, 50, 5)
                            .app("ssh", 103, 11)
                            .sample());
                }
            }
            compact(log, minute(HOURS - 1, 5));
        }
    }

    private static long minute(long hour, int minute) {
        return T + hour * 3600 + minute * 60L;
    }

    /** Compacts until app_totals has the sums of all finished blocks. */
    private static void compact(TrafficWriter log, long now) throws StoreException {
        Compaction compaction = log.compaction(Retention.DEFAULT);
        boolean working = true;
        while (working) {
            working = compaction.step(now);
        }
    }

    private Verification verify() throws StoreException {
        return Verifier.verify(file, (done, of) -> {});
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        }
    }

    @Test
    void everyBucketIsCompared() throws Exception {
        Verification found = verify();
        assertTrue(found.isSound(), found::toString);
        assertEquals(5 * HOURS, found.buckets());
    }

    @Test
    void progressIsReportedOncePerBlock() throws Exception {
        List<String> reported = new ArrayList<>();
        Verifier.verify(file, (done, of) -> reported.add(done + "/" + of));
        assertEquals(HOURS, reported.size());
        assertEquals(List.of("1/40", "2/40"), reported.subList(0, 2));
        assertEquals("40/40", reported.get(reported.size() - 1));
    }

    @Test
    void theEarliestOfSeveralDifferencesIsReported() throws Exception {
        for (long hour : new long[] {35, 7, 21}) {
            change("UPDATE app_traffic_logs SET bytes_out = bytes_out + 1 WHERE app_name = 'ssh' AND timestamp = "
                    + minute(hour, 2));
        }
        assertEquals(new Difference(minute(7, 2), new Traffic(303, 32), new Traffic(303, 31)), verify().difference());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM app_traffic_logs WHERE id = 100",
                "DELETE FROM traffic_logs WHERE id = 100",
                "INSERT INTO app_traffic_logs SELECT max(id) + 1, timestamp, 'more', 1, 0 FROM app_traffic_logs",
                "UPDATE app_traffic_logs SET timestamp = timestamp + 1 WHERE id = 100",
                "UPDATE interface_counting SET counted = 1"
            })
    void rowsThatDoNotAddUpAreADifference(String damage) throws Exception {
        change(damage);
        assertNotNull(verify().difference());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE app_totals SET bytes_in = bytes_in + 1 WHERE block = 9 AND app_name = 'ssh'",
                "UPDATE app_totals SET bytes_out = bytes_out - 1 WHERE block = 9 AND app_name = 'ssh'",
                "UPDATE app_totals SET estimated_in = 0 WHERE block = 9",
                "UPDATE app_totals SET estimated_out = 6 WHERE block = 9 AND app_name = 'ssh'",
                "UPDATE app_totals SET app_name = 'sshd' WHERE block = 9 AND app_name = 'ssh'",
                "DELETE FROM app_totals WHERE block = 9 AND app_name = 'ssh'",
                "INSERT INTO app_totals VALUES (9, 'nobody', 0, 0, 0, 0)",
                "DELETE FROM app_estimates WHERE id IN (SELECT first_app_row FROM blocks WHERE id = 9)"
            })
    void totalsThatDifferFromTheRowsAreDamage(String damage) throws Exception {
        change(damage);
        Verification found = verify();
        assertEquals("app_totals differ from the rows of block 9", found.damage());
        assertNull(found.difference());
    }

    @Test
    void aDamagedFileIsReportedWithoutSums() throws Exception {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long middle = bytes.size() / 2 / PageLayout.PAGE_BYTES * PageLayout.PAGE_BYTES;
            bytes.write(ByteBuffer.allocate(2 * PageLayout.PAGE_BYTES), middle);
        }
        Verification found = verify();
        assertNotNull(found.damage());
        assertFalse(found.isSound());
        assertEquals(0, found.buckets());
    }

    @Test
    void itReadsOneMomentWhileTheServiceWritesAndCompacts() throws Exception {
        CompletableFuture<Void> enough = new CompletableFuture<>();
        CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> writeUntil(enough));
        try {
            for (int i = 0; i < 30; i++) {
                Verification found = verify();
                assertTrue(found.isSound(), found::toString);
            }
        } finally {
            enough.complete(null);
        }
        assertTrue(writing.get(10, TimeUnit.SECONDS) > 0);
    }

    private int writeUntil(CompletableFuture<Void> enough) {
        int written = 0;
        try (TrafficWriter log = TrafficWriter.open(file)) {
            Compaction compaction = log.compaction(Retention.DEFAULT);
            while (!enough.isDone()) {
                long now = T + HOURS * 3600 + written++;
                log.append(
                        Samples.at(now).counted("en0", 7, 1).app("curl", 7, 1).sample());
                compaction.step(now);
            }
            return written;
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }
}
