package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import netmon.model.App;
import netmon.model.DetailGrouping;
import netmon.model.DetailQuestion;
import netmon.model.DetailSum;
import netmon.model.DetailSum.PartKind;
import netmon.model.Direction;
import netmon.model.NetworkScope;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.model.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stored detail adds up to the applications, whatever happens to the service and to its tables. */
class DetailTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** 00:00 on 2026-11-04 in Berlin. */
    private static final long MIDNIGHT = 1_793_746_800L;

    private static final long DAY = 86_400;
    private static final Period EVER = new Period(0, Long.MAX_VALUE, "");

    @TempDir
    Path folder;

    private Path file;
    private TrafficWriter log;
    private final Random random = new Random(7);

    @BeforeEach
    void open() throws StoreException {
        file = folder.resolve("netmon.db");
        reopen();
    }

    private void reopen() throws StoreException {
        log = TrafficWriter.open(file, ZONE);
        log.storeDetail();
    }

    @AfterEach
    void close() throws StoreException {
        log.close();
    }

    @ParameterizedTest
    @EnumSource
    void theRowsOfEveryGroupingAddUpToTheTotal(DetailGrouping by) throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 200);
        log.close();

        assertEquals(total(), sum(detail(by, List.of(), null)));
        assertEquals(total(), sum(detail(DetailGrouping.NETWORK, List.of(), null)));
        assertNull(damage());
    }

    @Test
    void eachMinuteOfEachApplicationAddsUp() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 185);
        log.close();

        assertEquals(4, number("SELECT count(*) FROM detail_buckets WHERE tier = 1"));
        assertEquals(0, number("SELECT count(*) FROM detail_traffic WHERE kind <> 0"));
        assertNull(damage());
    }

    @Test
    void verifyFindsAByteThatIsMissing() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 70);
        log.close();
        change("UPDATE detail_traffic SET bytes_in = bytes_in - 1 WHERE bucket = 1 AND bytes_in ="
                + " (SELECT max(bytes_in) FROM detail_traffic WHERE bucket = 1)");

        String damage = damage();
        assertTrue(damage != null && damage.startsWith("the detail from " + MIDNIGHT + " to "), damage);
    }

    @Test
    void whatAKilledServiceHadInMemoryIsNotRecorded() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 25); // written at 10 and 20 seconds
        Path copy = folder.resolve("killed.db");
        Files.copy(file, copy);
        Files.copy(folder.resolve("netmon.db-wal"), folder.resolve("killed.db-wal"));
        log.close();
        file = copy;
        assertNull(damage());

        reopen();
        fill(MIDNIGHT + 40, MIDNIGHT + 70);
        log.close();

        assertNull(damage());
        Traffic lost = detail(DetailGrouping.PROCESS, List.of(), null).stream()
                .filter(each -> each.kind() == PartKind.NOT_RECORDED)
                .map(DetailSum::traffic)
                .reduce(Traffic.NONE, Traffic::plus);
        assertEquals(applications(MIDNIGHT + 21, MIDNIGHT + 25), lost);
        assertEquals(total(), sum(detail(DetailGrouping.PROCESS, List.of(), null)));
    }

    @Test
    void whatWaitsIsWrittenWithoutANewSample() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 5);
        log.writeWaitingDetail(MIDNIGHT + 6);
        assertEquals(0, number("SELECT count(*) FROM detail_traffic"));

        log.writeWaitingDetail(MIDNIGHT + 20);
        assertEquals(total(), sum(detail(DetailGrouping.PROCESS, List.of(), null)));
        assertNull(damage());
    }

    @Test
    void aRestartWithinAMinuteContinuesIt() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 25);
        log.close();
        reopen();
        fill(MIDNIGHT + 25, MIDNIGHT + 70);
        log.close();

        assertNull(damage());
        assertEquals(2, number("SELECT count(*) FROM detail_buckets"));
        assertEquals(0, number("SELECT count(*) FROM detail_traffic WHERE kind = 2"));
    }

    @Test
    void minutesBecomeHoursAndHoursBecomeDaysOfTheLocalCalendar() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 2 * DAY, 600);
        log.close();
        reopen();
        Map<String, Traffic> before = byName(DetailGrouping.DESTINATION);

        compact(MIDNIGHT + 3 * DAY);
        assertEquals(48, number("SELECT count(*) FROM detail_buckets WHERE tier = 5"));
        assertEquals(2, number("SELECT count(*) FROM detail_buckets WHERE tier = 3"));
        assertEquals(0, number("SELECT count(*) FROM detail_buckets WHERE tier = 4"));
        assertEquals(before, byName(DetailGrouping.DESTINATION));
        assertNull(damage());

        compact(MIDNIGHT + 33 * DAY);
        assertEquals(0, number("SELECT count(*) FROM detail_buckets WHERE tier = 5"));
        assertEquals(
                List.of(MIDNIGHT, MIDNIGHT + DAY),
                List.of(
                        number("SELECT min(started) FROM detail_buckets WHERE tier = 3"),
                        number("SELECT max(started) FROM detail_buckets WHERE tier = 3")));
        assertEquals(before, byName(DetailGrouping.DESTINATION));
        assertNull(damage());

        compact(MIDNIGHT + 70 * DAY); // the main rows become hours
        assertNull(damage());
    }

    @Test
    void aPartOfAnHourOrOfADayAddsUpWhileItsPartsAreKept() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + DAY + 7200, 20);
        compact(MIDNIGHT + DAY + 9000);

        for (long from : List.of(MIDNIGHT, MIDNIGHT + DAY - 5400, MIDNIGHT + DAY - 60, MIDNIGHT + DAY + 1200)) {
            for (long to : List.of(MIDNIGHT + DAY, MIDNIGHT + DAY + 1800, MIDNIGHT + DAY + 7200)) {
                if (from < to) {
                    Period asked = new Period(from, to, "");
                    assertEquals(applications(from, to), sum(detail(asked)), from + " to " + to);
                    assertEquals(asked, rounded(asked));
                }
            }
        }
        assertNull(damage());
    }

    @ParameterizedTest
    @EnumSource(DetailGrouping.class)
    void theFirstNamesAndTheOthersAddUpToAll(DetailGrouping by) throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 1200, 5);
        log.close();
        DetailQuestion all = new DetailQuestion(by, List.of(), null);
        try (TrafficReader store = TrafficReader.open(file)) {
            List<DetailSum> whole = store.detail(EVER, all);
            List<DetailSum> first = store.detail(EVER, all.first(2, Direction.IN));

            assertEquals(sum(whole), sum(first));
            assertEquals(count(whole), count(first));
            long largest = whole.stream()
                    .filter(each -> each.kind() == PartKind.KNOWN)
                    .mapToLong(each -> each.traffic().received())
                    .max()
                    .orElseThrow();
            assertTrue(first.stream().anyMatch(each -> each.traffic().received() == largest && each.count() == 1));
        }
    }

    private static long count(List<DetailSum> sums) {
        return sums.stream().mapToLong(DetailSum::count).sum();
    }

    @Test
    void withoutItsPartsADayIsAnsweredAsAWhole() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + DAY, 600);
        compact(MIDNIGHT + 33 * DAY);

        assertEquals(
                new Period(MIDNIGHT, MIDNIGHT + DAY, ""), rounded(new Period(MIDNIGHT + 3600, MIDNIGHT + 7200, "")));
    }

    @Test
    void aClockThatIsSetBackByTwoHoursAddsToWhatIsSummedAlready() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + DAY + 14_400, 20);
        compact(MIDNIGHT + DAY + 14_400);
        for (long back : List.of(7_200L, 20_000L)) {
            fill(MIDNIGHT + DAY + 14_400 - back, MIDNIGHT + DAY + 14_400 - back + 150, 5);
            assertNull(damage());
            compact(MIDNIGHT + DAY + 14_400);
            assertNull(damage());
        }
        log.close();

        assertNull(damage());
        assertEquals(total(), sum(detail(DetailGrouping.DESTINATION, List.of(), null)));
    }

    @Test
    void anotherZoneDividesTheTimeWithoutAnOverlap() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + DAY + 3600, 600);
        compact(MIDNIGHT + DAY + 5400);
        log.moveTo(java.time.ZoneId.of("Asia/Kolkata"));
        fill(MIDNIGHT + DAY + 3600, MIDNIGHT + 3 * DAY, 600);
        compact(MIDNIGHT + 3 * DAY + 5400);
        log.close();

        assertNull(damage());
        assertEquals(total(), sum(detail(DetailGrouping.DESTINATION, List.of(), null)));
    }

    @Test
    void aMinuteAddsUpAlsoIfTheClockIsSetBackIntoItWhileNoDetailIsStored() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 130);
        log.close();
        log = TrafficWriter.open(file, ZONE);
        fill(MIDNIGHT + 30, MIDNIGHT + 70);
        fill(MIDNIGHT + 200, MIDNIGHT + 210);
        log.close();

        assertNull(damage());
        assertEquals(3, number("SELECT count(*) FROM detail_buckets"));
        assertTrue(number("SELECT count(*) FROM detail_traffic WHERE kind = 2") > 0);
        log = TrafficWriter.open(file, ZONE);
        log.purgeDetail();
        assertEquals(0, number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'detail%'"));
    }

    @Test
    void aTimeWithoutDetailIsNotRecordedInTheHourAroundIt() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 600, 10);
        log.close();
        log = TrafficWriter.open(file, ZONE);
        fill(MIDNIGHT + 600, MIDNIGHT + 1200, 10);
        log.close();
        reopen();
        fill(MIDNIGHT + 1200, MIDNIGHT + 1800, 10);
        log.close();
        reopen();
        Traffic off = applications(MIDNIGHT + 600, MIDNIGHT + 1200);

        compact(MIDNIGHT + 2 * DAY);

        assertNull(damage());
        assertEquals(
                List.of(new DetailSum("", PartKind.NOT_RECORDED, off)),
                detail(DetailGrouping.PROCESS, List.of(), null).stream()
                        .filter(each -> each.kind() == PartKind.NOT_RECORDED)
                        .toList());
    }

    @Test
    void withoutTheSettingNothingIsStored() throws Exception {
        log.close();
        Files.delete(file);
        log = TrafficWriter.open(file, ZONE);
        fill(MIDNIGHT, MIDNIGHT + 130);
        compact(MIDNIGHT + DAY);
        log.close();

        assertEquals(0, number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'detail%'"));
        assertEquals(List.of(), detail(DetailGrouping.PROCESS, List.of(), null));
    }

    @Test
    void aMinuteWithTenThousandDestinationsHasFewRows() throws Exception {
        for (int second = 0; second < 60; second++) {
            Samples samples = Samples.at(MIDNIGHT + second);
            for (int i = 0; i < 170; i++) {
                samples.part("p2p", "p2p", "20." + second + "." + i + ".1", 10, 1);
            }
            log.append(samples.app("p2p", 1700, 170).counted("en0", 1700, 170).sample());
        }
        log.close();

        assertEquals(201, number("SELECT count(*) FROM detail_traffic"));
        assertTrue(number("SELECT count(*) FROM detail_names") <= 210);
        assertEquals(total(), sum(detail(DetailGrouping.DESTINATION, List.of(), NetworkScope.INTERNET)));
        assertNull(damage());
    }

    @Test
    void aDroppedTableCostsTheDetailAlone() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 70);
        change("DROP TABLE detail_traffic");
        fill(MIDNIGHT + 70, MIDNIGHT + 200);
        log.close();

        assertNull(damage());
        assertEquals(applications(MIDNIGHT, MIDNIGHT + 200), total());
        assertTrue(number("SELECT count(*) FROM detail_traffic WHERE kind = 0") > 0, "the tables are made anew");
    }

    @Test
    void aTableOfAnotherProgramCostsTheDetailAlone() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 70);
        change("DROP TABLE detail_names");
        change("CREATE VIEW detail_names AS SELECT 1 AS id, 'x' AS name");
        fill(MIDNIGHT + 70, MIDNIGHT + 200);
        compact(MIDNIGHT + DAY);
        log.close();

        assertEquals(applications(MIDNIGHT, MIDNIGHT + 200), total());
        assertNull(damage());
        assertTrue(number("SELECT count(*) FROM detail_traffic WHERE kind = 0") > 0, "the tables are made anew");
    }

    @Test
    void aPurgeDeletesTheDetailOfItsTime() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 200);
        log.purge(MIDNIGHT + 90, null);
        fill(MIDNIGHT + 200, MIDNIGHT + 300);
        log.close();

        assertNull(damage());
        assertEquals(MIDNIGHT + 120, number("SELECT min(started) FROM detail_buckets"));
    }

    @Test
    void afterAPurgeOfEverythingNoRowHasAnotherName() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 200);
        log.purge(MIDNIGHT + 6000, null);
        for (int i = 0; i < 3; i++) {
            String app = "later" + i;
            log.append(Samples.at(MIDNIGHT + 7200 + i)
                    .app(app, 10, 0)
                    .part(app, app, "7.7.7." + i, 10, 0)
                    .app("ssh", 5, 7)
                    .part("ssh", "ssh", "10.0.0.1", 5, 7)
                    .counted("en0", 15, 7)
                    .sample());
        }
        log.close();

        assertNull(damage());
        assertEquals(
                Map.of(
                        "later0",
                        new Traffic(10, 0),
                        "later1",
                        new Traffic(10, 0),
                        "later2",
                        new Traffic(10, 0),
                        "ssh",
                        new Traffic(15, 21)),
                byName(DetailGrouping.PROCESS));
    }

    @Test
    void aPurgedApplicationHasNoDetail() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 2 * DAY, 600);
        compact(MIDNIGHT + 33 * DAY);
        log.purge(MIDNIGHT + DAY + 7200, "Safari");
        log.close();

        assertNull(damage());
        Period before = new Period(0, MIDNIGHT + DAY, "");
        try (TrafficReader store = TrafficReader.open(file)) {
            assertEquals(
                    List.of(),
                    store.detail(before, new DetailQuestion(DetailGrouping.PROCESS, List.of("Safari"), null)));
        }
    }

    @Test
    void purgeDetailLeavesTheApplications() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + 100);
        Traffic all = total();
        log.purgeDetail();
        assertEquals(List.of(), detail(DetailGrouping.PROCESS, List.of(), null));
        fill(MIDNIGHT + 100, MIDNIGHT + 200);
        log.close();

        assertEquals(all.plus(applications(MIDNIGHT + 100, MIDNIGHT + 200)), total());
        assertNull(damage());
        assertTrue(number("SELECT count(*) FROM detail_traffic WHERE kind = 0") > 0);
        assertFalse(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("9.9.9.9"));
    }

    @Test
    void theOldestDetailGoesWhereItIsTooLarge() throws Exception {
        fill(MIDNIGHT, MIDNIGHT + DAY, 60);
        Compaction small = log.compaction(Retention.DEFAULT, 20_000);
        for (long now = MIDNIGHT + DAY + 60; small.step(now); ) {
            Thread.onSpinWait();
        }

        assertTrue(number("SELECT sum(row_count) FROM detail_buckets") * 32 < 20_000);
        assertTrue(number("SELECT min(started) FROM detail_buckets") > MIDNIGHT + DAY / 2);
        assertNull(damage());
    }

    private void fill(long from, long to) throws StoreException {
        fill(from, to, 1);
    }

    private void fill(long from, long to, int step) throws StoreException {
        List<Sample> batch = new ArrayList<>();
        for (long at = from; at < to; at += step) {
            batch.add(sample(at));
            if (batch.size() == 50) {
                log.append(batch);
                batch.clear();
            }
        }
        log.append(batch);
    }

    private Sample sample(long at) {
        int few = 1 + random.nextInt(50);
        return Samples.at(at)
                .app("Safari", 100 + few, 30)
                .part("Safari", "Safari", "8.8.8.8", few, 10)
                .part("Safari", "WebContent", "192.168.1." + few, 100, 20)
                .app("ssh", 5, 7)
                .part("ssh", "ssh", "10.0.0.1", 5, 7)
                .app(App.UNATTRIBUTED, 3, 0)
                .part(App.UNATTRIBUTED, "", "*", 3, 0)
                .counted("en0", 108 + few, 37)
                .sample();
    }

    private void compact(long now) throws StoreException {
        Compaction compaction = log.compaction(Retention.DEFAULT);
        for (long at = now - 7200; at <= now; at += 1800) { // a clock that jumps is not trusted at once
            while (compaction.step(at)) {
                Thread.onSpinWait();
            }
        }
    }

    private List<DetailSum> detail(DetailGrouping by, List<String> apps, @Nullable NetworkScope only)
            throws StoreException {
        try (TrafficReader store = TrafficReader.open(file)) {
            return store.detail(EVER, new DetailQuestion(by, apps, only));
        }
    }

    private List<DetailSum> detail(Period period) throws StoreException {
        try (TrafficReader store = TrafficReader.open(file)) {
            return store.detail(period, new DetailQuestion(DetailGrouping.DESTINATION, List.of(), null));
        }
    }

    private Period rounded(Period period) throws StoreException {
        try (TrafficReader store = TrafficReader.open(file)) {
            return store.roundedToDetail(period);
        }
    }

    private Map<String, Traffic> byName(DetailGrouping by) throws StoreException {
        Map<String, Traffic> sums = new TreeMap<>();
        detail(by, List.of(), null).forEach(each -> sums.merge(each.name(), each.traffic(), Traffic::plus));
        return sums;
    }

    private static Traffic sum(List<DetailSum> sums) {
        return sums.stream().map(DetailSum::traffic).reduce(Traffic.NONE, Traffic::plus);
    }

    private Traffic total() throws StoreException {
        try (TrafficReader store = TrafficReader.open(file)) {
            return store.counted(EVER);
        }
    }

    private Traffic applications(long from, long to) throws StoreException {
        try (TrafficReader store = TrafficReader.open(file)) {
            return store.apps(new Period(from, to, "")).stream()
                    .map(each -> each.traffic())
                    .reduce(Traffic.NONE, Traffic::plus);
        }
    }

    private @Nullable String damage() throws StoreException {
        Verification found = Verifier.verify(file, (done, of) -> {});
        assertNull(found.difference());
        return found.damage();
    }

    private long number(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var result = connection.createStatement().executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    private void change(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
