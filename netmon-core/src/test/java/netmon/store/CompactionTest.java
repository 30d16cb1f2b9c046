package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import netmon.model.App;
import netmon.model.AppTraffic;
import netmon.model.InterfaceTotal;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.StoreException;
import netmon.model.Traffic;
import netmon.store.blocks.Tier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
    private static final long HOUR = 1_790_000_000L / 3600 * 3600;
    private static final long DAY = 86_400;

    @TempDir
    Path folder;

    private Path file;
    private TrafficWriter log;
    private Compaction compaction;

    @BeforeEach
    void open() throws StoreException {
        file = folder.resolve("netmon.db");
        log = TrafficWriter.open(file, ZoneId.of("UTC"));
        compaction = log.compaction(Retention.DEFAULT);
    }

    @AfterEach
    void close() throws StoreException {
        log.close();
    }

    @Test
    void secondsBecomeMinutesAfterAnHour() throws Exception {
        fill(HOUR, HOUR + 7200, 1);
        compactAt(HOUR + 7200);
        assertEquals(List.of(60L, 3600L), List.of(rows(HOUR, HOUR + 3600), rows(HOUR + 3600, HOUR + 7200)));
        assertEquals(sum(3600, 1), apps(HOUR, HOUR + 3600));
    }

    @Test
    void minutesBecomeQuartersAndQuartersBecomeHours() throws Exception {
        fill(HOUR, HOUR + 3600, 10);
        fill(HOUR + 70 * DAY, HOUR + 70 * DAY + 1, 1);
        compactAt(HOUR + 3600 + 2 * DAY);
        assertEquals(4, rows(HOUR, HOUR + 3600));
        assertEquals(sum(360, 1), apps(HOUR, HOUR + 3600));
        compactAt(HOUR + 3600 + 60 * DAY);
        assertEquals(1, rows(HOUR, HOUR + 3600));
        assertEquals(sum(360, 1), apps(HOUR, HOUR + 3600));
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @Test
    void theBlocksOfADayAreMergedOnceTheirRowsAreQuarters() throws Exception {
        long midnight = HOUR / DAY * DAY + DAY;
        fill(midnight - 2 * 3600, midnight + 5 * 3600, 30);
        long last = midnight + 5 * 3600;
        compactAt(last + 2 * DAY);
        assertEquals(List.of(midnight - 7200, midnight, last - 3600), blocks());
        assertEquals(sum(5 * 120, 1), apps(midnight, midnight + DAY));
        fill(last + 70 * DAY, last + 70 * DAY + 1, 1);
        compactAt(last + 70 * DAY);
        assertEquals(List.of(midnight - 7200, midnight, last + 70 * DAY), blocks());
        assertEquals(2, log.database().number("SELECT count(*) FROM app_totals"));
        assertEquals(sum(5 * 120, 1), apps(midnight, midnight + DAY));
        assertEquals(sum(120, 1), apps(midnight + 3600, midnight + 7200));
        assertEquals(sum(7 * 120 + 1, 1), apps(0, Long.MAX_VALUE));
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @Test
    void rowsOfOneInterfaceWithDifferentStatusAreNotMerged() throws Exception {
        log.append(Samples.at(HOUR).counted("en0", 1, 0).app("a", 1, 0).sample());
        log.append(Samples.at(HOUR + 1).uncounted("en0", 10, 0).sample());
        log.append(Samples.at(HOUR + 2).uncounted("en0", 100, 0).sample());
        log.append(
                Samples.at(HOUR + 3).counted("en0", 1000, 0).app("a", 1000, 0).sample());
        log.append(Samples.at(HOUR + 4000).counted("en0", 1, 0).app("a", 1, 0).sample());
        compactAt(HOUR + 8000);

        assertEquals(3, log.database().number("SELECT count(*) FROM traffic_logs WHERE timestamp = ?", HOUR));
        try (TrafficReader report = TrafficReader.open(file)) {
            assertEquals(
                    List.of(new InterfaceTotal("en0", new Traffic(1001, 0), new Traffic(110, 0))),
                    report.interfaces(new Period(HOUR, HOUR + 60, "")));
        }
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @Test
    void aClockSetAheadByMistakeMakesNothingCoarser() throws Exception {
        fill(HOUR, HOUR + 4000, 100);
        compactAt(HOUR + 4000);
        long before = rows(HOUR, HOUR + 4000);
        long ahead = HOUR + 3650 * DAY;
        for (long now = ahead; now < ahead + 600; now++) {
            log.append(Samples.at(now).app("a", 1, 1).counted("en0", 1, 1).sample());
            compaction.step(now);
        }
        assertEquals(before, rows(HOUR, HOUR + 4000));

        fill(HOUR + 4100, HOUR + 9000, 100);
        compactAt(HOUR + 9000);
        assertEquals(600, rows(ahead, ahead + 600), "rows of the future are not merged");
        assertEquals(60 - 24, rows(HOUR, HOUR + 3600), "compaction continues");
    }

    @Test
    void nothingIsMergedTwice() throws Exception {
        fill(HOUR, HOUR + 7300, 5);
        compactAt(HOUR + 7300);
        long changes = log.database().number("SELECT total_changes()");
        assertFalse(compaction.step(HOUR + 7301));
        compaction = log.compaction(Retention.DEFAULT);
        assertFalse(compaction.step(HOUR + 7302));
        assertEquals(changes, log.database().number("SELECT total_changes()"));
    }

    @Test
    void anEdgeInsideABucketMovesOutward() throws Exception {
        fill(HOUR, HOUR + 7300, 1);
        compactAt(HOUR + 7300);
        assertRounded(HOUR, HOUR + 120, HOUR + 59, HOUR + 61);
        assertRounded(HOUR + 60, HOUR + 120, HOUR + 60, HOUR + 120);
        assertRounded(HOUR + 5001, HOUR + 5002, HOUR + 5001, HOUR + 5002);
        fill(HOUR + 80 * DAY, HOUR + 80 * DAY + 1, 1);
        compactAt(HOUR + 80 * DAY);
        assertRounded(HOUR, HOUR + 7200, HOUR + 59, HOUR + 3601);
        assertRounded(HOUR - 10, HOUR + 3600, HOUR - 10, HOUR + 3600);
    }

    @Test
    void aPurgeDeletesEverythingBeforeAMoment() throws Exception {
        fill(HOUR, HOUR + 7300, 1);
        compactAt(HOUR + 7300);
        assertEquals(HOUR + 60, log.purge(HOUR + 119, null));
        compactAt(HOUR + 7400);
        assertEquals(0, rows(0, HOUR + 60));
        assertEquals(59, rows(HOUR, HOUR + 3600));
        assertEquals(HOUR + 7299, log.purge(HOUR + 7299, null));
        try (TrafficReader report = TrafficReader.open(file)) {
            assertEquals(HOUR + 7299, report.firstTimestamp());
            assertEquals(1, report.apps(new Period(0, Long.MAX_VALUE, "")).size());
        }
        fill(HOUR + 7300, HOUR + 11_000, 1);
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @Test
    void theIdsOfPurgedRowsAreNotUsedAgain() throws Exception {
        log.append(Samples.at(HOUR).app("a", 3, 1).counted("en0", 3, 1).sample());
        log.append(Samples.at(HOUR + 1).uncounted("en0", 5, 5).sample());
        log.purge(HOUR + 100, null);
        log.close();
        open();
        log.append(Samples.at(HOUR + 200)
                .app("a", 2, 2)
                .counted("en1", 2, 2)
                .uncounted("en0", 7, 7)
                .sample());
        assertEquals(2, log.database().number("SELECT id FROM app_traffic_logs"));
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound(), "en0 is no longer counted");
    }

    @Test
    void aPeakIsStoredAfterAHigherOneWasPurged() throws Exception {
        log.append(Samples.at(HOUR).app("a", 300, 1).counted("en0", 300, 1).sample());
        log.purge(HOUR + DAY, null);
        log.append(Samples.at(HOUR + 1).app("a", 20, 1).counted("en0", 20, 1).sample());
        assertEquals(20, log.database().number("SELECT max(bytes_in) FROM peaks"));
    }

    @Test
    void theBytesOfAPurgedApplicationBecomeUnattributed() throws Exception {
        fill(HOUR, HOUR + 7300, 1);
        compactAt(HOUR + 7300);
        log.purge(HOUR + 9000, "a");
        compactAt(HOUR + 7400);
        assertEquals(
                Set.of(new AppTraffic(App.UNATTRIBUTED, new Traffic(7300 * 3, 7300), Traffic.NONE)),
                apps(HOUR, HOUR + 9000));
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());
    }

    @Test
    void anApplicationIsPurgedByItsPrintedNameInAnyCase() throws Exception {
        log.append(Samples.at(HOUR)
                .app("So\u001bme App", 3, 1)
                .counted("en0", 3, 1)
                .sample());
        log.purge(HOUR + 10, "so\uFFFDme APP");
        assertEquals(Set.of(new AppTraffic(App.UNATTRIBUTED, new Traffic(3, 1), Traffic.NONE)), apps(HOUR, HOUR + 10));
    }

    @Test
    void aBackupIsPrivateAndTheSame() throws Exception {
        fill(HOUR, HOUR + 7300, 7);
        compactAt(HOUR + 7300);
        Path copy = folder.resolve("copy of it.db");
        Verification verification = Backup.write(file, copy, (done, of) -> {});
        assertTrue(verification.isSound());
        assertEquals(Verifier.verify(file, (done, of) -> {}), verification);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        StoreException refused = assertThrows(StoreException.class, () -> Backup.write(file, copy, (done, of) -> {}));
        assertEquals(copy + " is there already", refused.getMessage());
        TrafficWriter.open(copy).close();
    }

    @Test
    void aRowChangedByHandIsFound() throws Exception {
        fill(HOUR, HOUR + 7300, 1);
        compactAt(HOUR + 7300);
        log.database().update("UPDATE app_traffic_logs SET bytes_in = bytes_in + 1 WHERE timestamp = ?", HOUR + 120);
        Verification verification = Verifier.verify(file, (done, of) -> {});
        assertEquals(
                new Verification.Difference(HOUR + 120, new Traffic(181, 60), new Traffic(180, 60)),
                verification.difference());
        assertEquals("app_totals differ from the rows of block 1", verification.damage());
    }

    @Test
    void theBlockThatIsBeingWrittenIsSummedInPieces() throws Exception {
        for (int i = 0; i < 3; i++) {
            fill(HOUR + i * 1_200L, HOUR + (i + 1) * 1_200L, 1);
            work(HOUR + (i + 1) * 1_200L);
        }
        assertEquals(2_401, log.database().number("SELECT totals FROM blocks"));
        assertEquals(2_400 * 3, log.database().number("SELECT bytes_in FROM app_totals"));
        assertEquals(sum(3_600, 1), apps(HOUR, HOUR + 3_600));
        assertEquals(sum(3_599, 1), apps(HOUR, HOUR + 3_599));
        assertTrue(Verifier.verify(file, (done, of) -> {}).isSound());

        log.purge(HOUR + 1_000, null);
        assertEquals(sum(2_600, 1), apps(HOUR, HOUR + 3_600));
        work(HOUR + 3_700);
        assertEquals(2_600 * 3, log.database().number("SELECT bytes_in FROM app_totals"));
        assertEquals(sum(2_600, 1), apps(HOUR, HOUR + 3_600));
    }

    @Test
    void aCoarserTierMustNotEndBeforeAFinerOne() {
        Duration hour = Duration.ofHours(1);
        assertThrows(IllegalArgumentException.class, () -> new Retention(Duration.ofMinutes(59), hour, hour));
        assertThrows(IllegalArgumentException.class, () -> new Retention(hour.multipliedBy(2), hour, hour));
        assertThrows(IllegalArgumentException.class, () -> new Retention(hour, hour.multipliedBy(2), hour));
        assertEquals(3600, Tier.QUARTERS.kept(new Retention(hour, hour, hour)));
    }

    /** One application receives 3 bytes, 1 of them estimated, and sends 1, every so many seconds. */
    private void fill(long from, long to, long every) throws StoreException {
        for (long at = from; at < to; at += every) {
            log.append(Samples.at(at).app("a", 3, 1, 1, 0).counted("en0", 3, 1).sample());
        }
    }

    private void compactAt(long now) throws StoreException {
        compaction = log.compaction(Retention.DEFAULT);
        for (long steady = now - 3600; steady < now; steady += 11) {
            work(steady);
        }
        work(now + 10); // the compaction rests until then
    }

    private void work(long now) throws StoreException {
        while (compaction.step(now)) {
            assertTrue(now > 0);
        }
    }

    private long rows(long from, long to) throws Exception {
        return log.database()
                .number("SELECT count(*) FROM app_traffic_logs WHERE timestamp >= ? AND timestamp < ?", from, to);
    }

    private List<Long> blocks() throws Exception {
        return log.database().query(row -> row.getLong(1), "SELECT earliest FROM blocks ORDER BY id");
    }

    private Set<AppTraffic> apps(long from, long to) throws StoreException {
        try (TrafficReader report = TrafficReader.open(file)) {
            return Set.copyOf(report.apps(new Period(from, to, "")));
        }
    }

    private static Set<AppTraffic> sum(long samples, long estimated) {
        return Set.of(new AppTraffic("a", new Traffic(samples * 3, samples), new Traffic(samples * estimated, 0)));
    }

    private void assertRounded(long from, long to, long askedFrom, long askedTo) throws StoreException {
        try (TrafficReader report = TrafficReader.open(file)) {
            assertEquals(new Period(from, to, "x"), report.rounded(new Period(askedFrom, askedTo, "x")));
        }
    }
}
