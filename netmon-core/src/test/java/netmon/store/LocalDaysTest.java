package netmon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import netmon.model.Period;
import netmon.model.Retention;
import netmon.model.Sample;
import netmon.model.StoreException;
import netmon.store.sqlite.Connections;
import netmon.store.sqlite.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of the days of a zone after compaction; one byte is received every five minutes. */
class LocalDaysTest {
    private static final long DAY = 86_400;
    private static final long EVERY = 300;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            Europe/Berlin,    2026-03-29, 276
            Europe/Berlin,    2026-10-25, 300
            America/New_York, 2026-03-08, 276
            America/New_York, 2026-11-01, 300
            Asia/Kolkata,     2026-11-01, 288
            Asia/Kathmandu,   2026-11-01, 288
            """)
    void theSumOfADayIsExact(String name, LocalDate day, long minutes) throws Exception {
        ZoneId zone = ZoneId.of(name);
        Path file = folder.resolve("netmon.db");
        fill(file, zone, day, 61);
        assertEquals(List.of(288L, minutes, 288L), days(file, zone, day));
        try (Database database = Connections.reader(file)) {
            long end = day.plusDays(2).atStartOfDay(zone).toEpochSecond();
            assertEquals(
                    0,
                    database.number("SELECT count(*) FROM blocks WHERE tier < 3 AND latest < ?", end),
                    "they are hours");
        }
    }

    @Test
    void daysOfAnotherZoneAreExactAsLongAsTheirRowsAreQuarters() throws Exception {
        Path file = folder.resolve("netmon.db");
        LocalDate day = LocalDate.parse("2026-11-10");
        fill(file, ZoneId.of("Europe/Berlin"), day, 5);
        assertEquals(List.of(288L, 288L, 288L), days(file, ZoneId.of("Asia/Kathmandu"), day));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kathmandu", "America/New_York"})
    void afterAChangeOfTheZoneRowsThatAreNotHoursYetBecomeHoursOfTheNewZone(String name) throws Exception {
        Path file = folder.resolve("netmon.db");
        LocalDate day = LocalDate.parse("2026-11-10");
        ZoneId old = ZoneId.of("Europe/Berlin");
        ZoneId zone = ZoneId.of(name);
        fill(file, old, day, 5);
        long now = day.plusDays(8).atStartOfDay(old).toEpochSecond();
        try (TrafficWriter log = TrafficWriter.open(file, old)) {
            compact(log, now, now);
            log.moveTo(zone);
            compact(log, now, now + 62 * DAY);
            assertEquals(
                    0,
                    log.database()
                            .number("SELECT count(*) FROM blocks WHERE tier < 3 AND end_app_row < ?", Long.MAX_VALUE));
        }
        assertEquals(List.of(288L, 288L, 288L), days(file, zone, day));
        assertNull(Verifier.verify(file, (done, of) -> {}).difference());
    }

    @Test
    void daysOfAnotherZoneAreRoundedToTheStoredHoursAndTheRoundingIsReported() throws Exception {
        Path file = folder.resolve("netmon.db");
        LocalDate day = LocalDate.parse("2026-11-10");
        fill(file, ZoneId.of("Europe/Berlin"), day, 61);
        assertEquals(List.of(288L, 288L, 288L), days(file, ZoneId.of("America/New_York"), day), "whole hours apart");
        Period asked = period(ZoneId.of("Asia/Kolkata"), day);
        try (TrafficReader report = TrafficReader.open(file)) {
            Period rounded = report.rounded(asked);
            assertNotEquals(asked, rounded);
            assertEquals(
                    (rounded.to() - rounded.from()) / EVERY,
                    report.counted(rounded).received());
        }
    }

    /** Writes the day and its neighbours, and compacts as a service in the zone does up to so many days later. */
    private static void fill(Path file, ZoneId zone, LocalDate day, int daysLater) throws StoreException {
        long from = day.minusDays(2).atStartOfDay(zone).toEpochSecond();
        long to = day.plusDays(3).atStartOfDay(zone).toEpochSecond();
        try (TrafficWriter log = TrafficWriter.open(file, zone)) {
            List<Sample> samples = new ArrayList<>();
            for (long at = from; at < to; at += EVERY) {
                samples.add(Samples.at(at).app("a", 1, 0).counted("en0", 1, 0).sample());
            }
            log.append(samples);
            compact(log, to, to + daysLater * DAY);
        }
    }

    private static void compact(TrafficWriter log, long from, long to) throws StoreException {
        Compaction compaction = log.compaction(Retention.DEFAULT);
        for (long now = from; now <= to; now += DAY - 11) {
            while (compaction.step(now)) {
                Thread.onSpinWait();
            }
        }
    }

    /** The bytes of the day before, the day itself, and the day after. */
    private static List<Long> days(Path file, ZoneId zone, LocalDate day) throws StoreException {
        List<Long> sums = new ArrayList<>();
        try (TrafficReader report = TrafficReader.open(file)) {
            for (LocalDate each : List.of(day.minusDays(1), day, day.plusDays(1))) {
                Period period = period(zone, each);
                assertEquals(period, report.rounded(period));
                long counted = report.counted(period).received();
                assertEquals(counted, report.apps(period).get(0).traffic().received());
                sums.add(counted);
            }
        }
        return sums;
    }

    private static Period period(ZoneId zone, LocalDate day) {
        return new Period(
                day.atStartOfDay(zone).toEpochSecond(),
                day.plusDays(1).atStartOfDay(zone).toEpochSecond(),
                "");
    }
}
