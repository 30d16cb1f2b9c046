package netmon.cli.parse;

import netmon.model.Period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodParserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    TODAY,     2026-11-04T15:30, 1,  2026-11-04T00:00, 2026-11-05T00:00
                    YESTERDAY, 2026-11-01T00:00, 1,  2026-10-31T00:00, 2026-11-01T00:00
                    WEEK,      2026-11-04T15:30, 1,  2026-11-02T00:00, 2026-11-09T00:00
                    WEEK,      2026-11-02T00:00, 1,  2026-11-02T00:00, 2026-11-09T00:00
                    WEEK,      2026-11-08T23:59, 1,  2026-11-02T00:00, 2026-11-09T00:00
                    MONTH,     2026-11-04T15:30, 1,  2026-11-01T00:00, 2026-12-01T00:00
                    MONTH,     2026-11-04T15:30, 15, 2026-10-15T00:00, 2026-11-15T00:00
                    MONTH,     2026-11-15T00:00, 15, 2026-11-15T00:00, 2026-12-15T00:00
                    MONTH,     2026-02-28T12:00, 31, 2026-02-28T00:00, 2026-03-31T00:00
                    MONTH,     2026-03-30T12:00, 31, 2026-02-28T00:00, 2026-03-31T00:00
                    YEAR,      2026-11-04T15:30, 1,  2026-01-01T00:00, 2027-01-01T00:00
                    """)
    void aNamedPeriodHasWholeDaysOfTheLocalCalendar(
            NamedPeriod span, LocalDateTime now, int monthStarts, LocalDateTime from, LocalDateTime to) {
        Period period = new PeriodParser(now.atZone(BERLIN).toInstant(), BERLIN, monthStarts).of(span);

        assertEquals(from, local(period.from()));
        assertEquals(to, local(period.to()));
        assertEquals(span.label(), period.label());
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, 23", "2026-03-30, 24", "2026-10-25, 25"})
    void aDayHasTwentyThreeToTwentyFiveHours(String day, long hours) {
        Instant noon = LocalDateTime.parse(day + "T12:00").atZone(BERLIN).toInstant();

        Period today = new PeriodParser(noon, BERLIN, 1).of(NamedPeriod.TODAY);

        assertEquals(hours * 3600, today.to() - today.from());
    }

    @Test
    void aDayStartsAfterMidnightIfTheClocksSkipMidnight() {
        ZoneId beirut = ZoneId.of("Asia/Beirut");
        Instant noon = LocalDateTime.parse("2026-03-29T12:00").atZone(beirut).toInstant();

        Period today = new PeriodParser(noon, beirut, 1).of(NamedPeriod.TODAY);

        assertEquals(
                "2026-03-29T01:00",
                LocalDateTime.ofInstant(Instant.ofEpochSecond(today.from()), beirut)
                        .toString());
        assertEquals(23 * 3600, today.to() - today.from());
    }

    @Test
    void allTimeHasNoEnd() {
        Period all = new PeriodParser(Instant.now(), BERLIN, 1).of(NamedPeriod.ALL);

        assertEquals(0, all.from());
        assertEquals(Long.MAX_VALUE, all.to());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2026-11-01 | 2026-11-03       | 2026-11-01T00:00 | 2026-11-04T00:00    | 2026-11-01 to 2026-11-03
            2026-11-01 | 2026-11-01       | 2026-11-01T00:00 | 2026-11-02T00:00    | 2026-11-01
            monday     | 2026-11-03 14:00 | 2026-11-02T00:00 | 2026-11-03T14:00    | monday to 2026-11-03 14:00
            yesterday  | -                | 2026-11-03T00:00 | 2026-11-04T15:30:01 | yesterday to now
            -          | yesterday        | 1970-01-01T01:00 | 2026-11-04T00:00    | up to yesterday
            """)
    void aPeriodBetweenTwoTimesIncludesTheLastDay(
            @Nullable String from, @Nullable String to, LocalDateTime begin, LocalDateTime end, String label) {
        Period period = periods().between(from, to);

        assertEquals(begin, local(period.from()));
        assertEquals(end, local(period.to()));
        assertEquals(label, period.label());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2026-11-03       | 2026-11-01       | '2026-11-01' is not after '2026-11-03'
            2026-11-03 14:00 | 2026-11-03 14:00 | '2026-11-03 14:00' is not after '2026-11-03 14:00'
            tomorrow         | -                | 'now' is not after 'tomorrow'
            """)
    void aPeriodThatEndsBeforeItStartsIsRefused(String from, @Nullable String to, String message) {
        UsageException failure =
                assertThrows(UsageException.class, () -> periods().between(from, to));

        assertEquals(message, failure.getMessage());
    }

    @Test
    void theLastHoursIncludeThePresentSecond() {
        Period period = periods().last("6h");

        assertEquals(LocalDateTime.parse("2026-11-04T15:30:01"), local(period.to()));
        assertEquals(6 * 3600, period.to() - period.from());
        assertEquals("last 6h", period.label());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, -1})
    void aMonthStartsOnADayFrom1To31(int day) {
        assertThrows(UsageException.class, () -> new PeriodParser(Instant.now(), BERLIN, day));
    }

    private static PeriodParser periods() {
        return new PeriodParser(
                LocalDateTime.parse("2026-11-04T15:30").atZone(BERLIN).toInstant(), BERLIN, 1);
    }

    private static LocalDateTime local(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), BERLIN);
    }
}
