package netmon.cli.history;

import netmon.cli.parse.UsageException;
import netmon.model.Period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarBucketsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DAY   | 1  | 2026-11-01T00:00 | 2026-11-04T00:00 | 2026-11-01 2026-11-02 2026-11-03
            DAY   | 1  | 2026-11-01T12:00 | 2026-11-02T06:00 | 2026-11-01 2026-11-02
            WEEK  | 1  | 2026-11-01T00:00 | 2026-11-10T00:00 | 2026-10-26 2026-11-02 2026-11-09
            MONTH | 1  | 2026-11-01T00:00 | 2027-01-01T00:00 | 2026-11 2026-12
            MONTH | 15 | 2026-11-01T00:00 | 2026-12-15T00:00 | 2026-10 2026-11
            MONTH | 31 | 2026-01-31T00:00 | 2026-03-31T00:00 | 2026-01 2026-02
            YEAR  | 1  | 2026-11-01T00:00 | 2027-01-02T00:00 | 2026 2027
            """)
    void aPeriodIsDividedAlongTheCalendar(
            BucketSize by, int monthStarts, LocalDateTime from, LocalDateTime to, String labels) {
        List<Period> parts = new CalendarBuckets(by, BERLIN, monthStarts).of(period(from, to));

        assertEquals(labels, parts.stream().map(Period::label).collect(Collectors.joining(" ")));
        assertEquals(second(from), parts.get(0).from());
        assertEquals(second(to), parts.get(parts.size() - 1).to());
        for (int i = 1; i < parts.size(); i++) {
            assertEquals(parts.get(i - 1).to(), parts.get(i).from());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH, 1,  2026-10-01T00:00, 2026-12-01T00:00, false false",
        "MONTH, 1,  2026-10-10T00:00, 2026-12-01T00:00, true false",
        "MONTH, 1,  2026-10-01T00:00, 2026-11-30T23:59, false true",
        "MONTH, 1,  2026-10-15T00:00, 2026-11-15T00:00, true true",
        "MONTH, 15, 2026-10-15T00:00, 2026-11-15T00:00, false",
        "WEEK,  1,  2026-11-01T00:00, 2026-11-09T00:00, true false",
        "DAY,   1,  2026-10-25T00:00, 2026-10-26T12:00, false true"
    })
    void bucketsThatThePeriodCutsAreMarked(
            BucketSize by, int monthStarts, LocalDateTime from, LocalDateTime to, String cut) {
        CalendarBuckets buckets = new CalendarBuckets(by, BERLIN, monthStarts);

        assertEquals(
                cut,
                buckets.of(period(from, to)).stream()
                        .map(part -> Boolean.toString(buckets.isCut(part)))
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 23", "2026-03-30, 24", "2026-10-25, 25"})
    void aDayHasItsHours(String day, int hours) {
        LocalDateTime midnight = LocalDateTime.parse(day + "T00:00");

        assertEquals(
                hours,
                new CalendarBuckets(BucketSize.HOUR, BERLIN, 1)
                        .of(period(midnight, midnight.plusDays(1)))
                        .size());
    }

    @Test
    void theUsualPeriodEndsWithThePresentBucket() {
        LocalDateTime now = LocalDateTime.parse("2026-11-04T15:30");

        Period usual = new CalendarBuckets(BucketSize.MONTH, BERLIN, 1)
                .usual(now.atZone(BERLIN).toInstant());

        assertEquals(second(LocalDateTime.parse("2025-12-01T00:00")), usual.from());
        assertEquals(second(LocalDateTime.parse("2026-12-01T00:00")), usual.to());
        assertEquals("the last 12 months", usual.label());
    }

    @Test
    void tooManyRowsAreRefused() {
        CalendarBuckets hours = new CalendarBuckets(BucketSize.HOUR, BERLIN, 1);

        assertThrows(UsageException.class, () -> hours.of(new Period(0, Long.MAX_VALUE, "all")));
    }

    private static Period period(LocalDateTime from, LocalDateTime to) {
        return new Period(second(from), second(to), "");
    }

    private static long second(LocalDateTime time) {
        return time.atZone(BERLIN).toEpochSecond();
    }
}
