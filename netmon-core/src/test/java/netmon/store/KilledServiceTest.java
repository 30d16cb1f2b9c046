package netmon.store;

import static netmon.store.Samples.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import netmon.model.LastReading;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.Traffic;
import netmon.store.files.ServiceLock;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeatedly kills a process that writes and compacts; {@code -Dnetmon.kills=100} sets how often. */
class KilledServiceTest {
    private static final int KILLS = Integer.getInteger("netmon.kills", 5);

    /** The longest time until a process is killed. */
    private static final int LONGEST_MILLIS = 400;

    @TempDir
    Path folder;

    /**
     * Continues after the last stored sample: writes one sample per half minute of database time, as fast as it can.
     */
    static final class Writer {
        private static final Retention TIERS =
                new Retention(Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(9));

        private Writer() {}

        public static void main(String[] args) throws Exception {
            Path file = Path.of(args[0]);
            try (ServiceLock lock = ServiceLock.acquire(file);
                    TrafficWriter log = TrafficWriter.open(file)) {
                System.out.println("writing under " + lock.getClass().getSimpleName());
                LastReading last = log.lastReading();
                long at = last == null ? 1_790_000_000L : last.at();
                long total =
                        last == null ? 0 : last.counters().interfaces().get(0).received();
                Compaction compaction = log.compaction(TIERS);
                Random random = new Random(total);
                log.storeDetail();
                while (true) {
                    at += 30;
                    long moved = 1L + random.nextInt(1000);
                    total += moved;
                    String app = "app" + random.nextInt(5);
                    log.append(Samples.at(at)
                            .app(app, moved, 1, moved / 2, 0)
                            .part(app, "process", "8.8.8." + random.nextInt(9), moved, 1)
                            .counted("en0", moved, 1)
                            .counters("boot", reading("en0", "1", total, at))
                            .sample());
                    compaction.step(at);
                }
            }
        }
    }

    @Test
    void noByteIsLostOrCountedTwice() throws Exception {
        Path file = folder.resolve("netmon.db");
        Random random = new Random(1);
        long before = 0;
        // On a busy machine a few processes may all be killed before their first commit.
        for (int i = 0; i < KILLS || (before == 0 && i < 20 * KILLS); i++) {
            runAndKill(file, random.nextInt(LONGEST_MILLIS));
            long total = check(file);
            assertTrue(total >= before, "no committed row is lost");
            before = total;
        }
        assertTrue(before > 0);
    }

    private static void runAndKill(Path file, int millis) throws Exception {
        Process writer = ChildJvm.start(Writer.class, file);
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            assertNotNull(out.readLine());
            assertTrue(!writer.waitFor(millis, TimeUnit.MILLISECONDS), "the process ended by itself");
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** The sum of all counted rows, which must equal the counters, because they started at 0. */
    private static long check(Path file) throws Exception {
        Verification verification = Verifier.verify(file, (done, of) -> {});
        assertTrue(verification.isSound(), verification.toString());
        try (TrafficReader report = TrafficReader.open(file);
                Database database = Connections.reader(file)) {
            Traffic counted = report.counted(new Period(0, Long.MAX_VALUE, ""));
            assertEquals(database.number("SELECT coalesce(max(received), 0) FROM last_readings"), counted.received());
            long apps = report.apps(new Period(0, Long.MAX_VALUE, "")).stream()
                    .mapToLong(each -> each.traffic().received())
                    .sum();
            assertEquals(counted.received(), apps);
            return counted.received();
        }
    }
}
