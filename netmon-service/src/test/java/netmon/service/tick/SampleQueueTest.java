package netmon.service.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import netmon.model.AppTraffic;
import netmon.model.Counters;
import netmon.model.Delta;
import netmon.model.Gap;
import netmon.model.InterfaceTraffic;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.StoreException.Remedy;
import netmon.model.Traffic;
import netmon.service.fakes.HandClock;
import netmon.service.fakes.LogRecord;
import netmon.service.fakes.Rows;
import netmon.store.TrafficWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleQueueTest {
    private static final long T = 1_795_435_200L;

    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock();
    private Rows rows;
    private TrafficWriter log;
    private SampleQueue queue;

    @BeforeEach
    void opens() throws StoreException {
        Path file = folder.resolve("netmon.db");
        rows = new Rows(file);
        log = TrafficWriter.open(file);
        queue = new SampleQueue(log, clock, Duration.ZERO);
        take(sample(T, true, "first", 1));
    }

    @AfterEach
    void closes() throws StoreException {
        log.close();
    }

    @Test
    void samplesWaitWhileTheStoreFailsAndKeepTheirSeconds() throws Exception {
        breakStore();
        take(sample(T + 1, true, "a", 10));
        take(sample(T + 2, true, "b", 100));
        mendStore();
        assertTrue(queue.flush());

        assertEquals(
                List.of(T + " first 1", T + 1 + " a 10", T + 2 + " b 100"),
                rows.of("SELECT timestamp, app_name, bytes_in FROM app_traffic_logs ORDER BY id"));
        assertEquals(List.of(), rows.unequal());
    }

    /** A part of the service may read the file before the other program has finished with it. */
    @Test
    void damageByAnOverwriteIsToldAsTheOverwrite() throws Exception {
        Path file = folder.resolve("netmon.db");
        StoreException damaged = new StoreException(Remedy.DAMAGED, "it is damaged");
        Files.write(file, new byte[0]);
        queue.noteLoss(damaged);
        assertNull(queue.lost(), "the other program may not be done");

        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(10)));
        queue.noteLoss(damaged);
        StoreException lost = Objects.requireNonNull(queue.lost());
        assertEquals(file + " was overwritten by another program", lost.getMessage());
    }

    @Test
    void samplesThatMayWaitAreWrittenTogetherWithTheirOwnSeconds() throws Exception {
        SampleQueue patient = new SampleQueue(log, clock, Duration.ofSeconds(9));
        patient.take(sample(T, true, "the first sample waits for nothing", 1), List.of());
        for (int second = 1; second <= 9; second++) {
            patient.take(sample(T + second, true, "a", 10), List.of());
            clock.pass(1000);
        }
        assertEquals(List.of("2"), rows.of("SELECT count(*) FROM app_traffic_logs"));
        patient.take(sample(T + 10, true, "a", 10), List.of());

        assertEquals(List.of("11"), rows.of("SELECT count(DISTINCT timestamp) FROM app_traffic_logs"));
        assertEquals(0, patient.rows());
    }

    @Test
    void samplesThatFillADatabasesPagesDoNotWait() throws Exception {
        SampleQueue patient = new SampleQueue(log, clock, Duration.ofMinutes(9));
        for (int i = 0; i < 400; i++) {
            patient.take(sample(T + 1, true, "a" + i, 10), List.of());
        }
        assertTrue(patient.rows() < 400, patient.rows() + " rows wait");
    }

    @Test
    void aFailedWriteIsRepeatedAfterAPauseAndLoggedOnce() throws Exception {
        try (LogRecord record = new LogRecord()) {
            breakStore();
            take(sample(T + 1, true, "a", 10));
            mendStore();
            clock.pass(4_900);
            queue.tickEnded();
            assertEquals(List.of("1"), rows.of("SELECT count(*) FROM app_traffic_logs"));
            clock.pass(100);
            queue.tickEnded();
            assertEquals(List.of("2"), rows.of("SELECT count(*) FROM app_traffic_logs"));
            assertEquals(1, record.atLeast(Level.WARN).size());
        }
    }

    @Test
    void howeverLongTheStoreFailsMemoryIsBoundedAndSumsAreExact() throws Exception {
        breakStore();
        long moved = 1;
        for (int i = 0; i < 30_000; i++) {
            take(sample(T + i, true, "hostile name " + i, i));
            moved += i;
            clock.pass(1);
            assertTrue(queue.rows() <= SampleQueue.MOST_ROWS, "rows " + queue.rows());
        }
        assertFalse(queue.flush());
        mendStore();
        assertTrue(queue.flush());

        assertEquals(List.of(Long.toString(moved)), rows.of("SELECT sum(bytes_in) FROM app_traffic_logs"));
        assertEquals(List.of(Long.toString(moved)), rows.of("SELECT sum(bytes_in) FROM counted_traffic"));
        assertEquals(List.of(), rows.unequal());
        assertEquals(0, queue.rows());
    }

    @Test
    void theEarlierBytesOfAnInterfaceThatStartsToCountDoNotCount() throws Exception {
        breakStore();
        take(sample(T + 1, false, "", 1000));
        for (int i = 0; i < SampleQueue.MOST_ROWS; i++) {
            take(sample(T + 2, true, "a", 1));
        }
        mendStore();
        assertTrue(queue.flush());

        assertEquals(
                List.of(Integer.toString(1 + SampleQueue.MOST_ROWS)),
                rows.of("SELECT sum(bytes_in) FROM counted_traffic"));
        assertEquals(
                List.of(Integer.toString(1001 + SampleQueue.MOST_ROWS)),
                rows.of("SELECT sum(bytes_in) FROM traffic_logs"));
        assertEquals(List.of(), rows.unequal());
    }

    @Test
    void bytesOfAnUnknownTimeMakeNoPeak() throws Exception {
        breakStore();
        take(new Sample(T + 1, 0, delta(true, 1_000_000_000), apps("a", 1_000_000_000), counters(), List.of()));
        for (int i = 0; i < SampleQueue.MOST_ROWS; i++) {
            take(new Sample(T + 2 + i, 1_000_000_000, delta(true, 7), apps("a", 7), counters(), List.of()));
        }
        mendStore();
        assertTrue(queue.flush());

        assertEquals(List.of("7"), rows.of("SELECT max(bytes_in) FROM peaks WHERE quarter > " + T));
    }

    @Test
    void gapsThatFollowEachOtherWaitAsOne() throws Exception {
        breakStore();
        for (int i = 0; i < SampleQueue.MOST_ROWS; i++) {
            Gap gap = new Gap(Gap.Kind.SOCKETS_UNREADABLE, T + i, T + i + 1, new Traffic(1, 0), "");
            take(new Sample(T + i + 1, 1, delta(true, 1), apps("a", 1), counters(), List.of(gap)));
        }
        mendStore();
        assertTrue(queue.flush());

        assertEquals(
                List.of("sockets unreadable " + SampleQueue.MOST_ROWS + " " + SampleQueue.MOST_ROWS + " 0"),
                rows.gaps());
    }

    @Test
    void anotherProgramThatLocksTheDatabaseCostsNoByte() throws Exception {
        try (Connection other = Rows.connect(folder.resolve("netmon.db"));
                Statement statement = other.createStatement()) {
            statement.executeUpdate("BEGIN EXCLUSIVE");
            take(sample(T + 1, true, "a", 10));
            take(sample(T + 2, true, "a", 10));
            statement.executeUpdate("ROLLBACK");
        }
        assertTrue(queue.flush());

        assertEquals(List.of("a 20 0", "first 1 0"), rows.apps());
    }

    private void take(Sample sample) {
        queue.take(sample, List.of());
    }

    private void breakStore() throws Exception {
        rows.change("ALTER TABLE traffic_logs RENAME TO away");
    }

    private void mendStore() throws Exception {
        rows.change("ALTER TABLE away RENAME TO traffic_logs");
    }

    private static Sample sample(long at, boolean counted, String app, long bytes) {
        return new Sample(
                at, 1, delta(counted, bytes), counted ? apps(app, bytes) : List.of(), counters(), new ArrayList<>());
    }

    private static Delta delta(boolean counted, long bytes) {
        return new Delta(List.of(new InterfaceTraffic("eth0", counted, new Traffic(bytes, 0))));
    }

    private static List<AppTraffic> apps(String name, long bytes) {
        return List.of(new AppTraffic(name, new Traffic(bytes, 0), Traffic.NONE));
    }

    private static Counters counters() {
        return new Counters("boot", List.of());
    }
}
