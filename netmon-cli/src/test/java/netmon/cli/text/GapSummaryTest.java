package netmon.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import netmon.model.Gap;
import netmon.model.Period;
import netmon.model.Traffic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapSummaryTest {
    private static final Period DAY = new Period(second("2026-11-04T00:00"), second("2026-11-05T00:00"), "today");
    private static final Period WEEK = new Period(second("2026-11-02T00:00"), second("2026-11-09T00:00"), "week");

    private static final Page PAGE = new Page(
            new PrintWriter(new StringWriter()), Integer.MAX_VALUE, false, Units.ORIGINAL.bytes(), ZoneOffset.UTC);

    /** A gap is its kind, from, to, bytes, and a detail if it has one; semicolons separate gaps. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    |
                    NOT_RUNNING 2026-11-04T02:10 2026-11-04T05:40 356641669 | netmon was not running 02:10-05:40; 340.12 MB of that time have no owner
                    NOT_RUNNING 2026-11-04T02:10 2026-11-04T05:40 0 perhaps less | netmon was not running 02:10-05:40 (perhaps less)
                    ASLEEP 2026-11-04T02:10 2026-11-04T05:40 0              | the machine was asleep 02:10-05:40
                    ASLEEP 2026-11-03T23:30 2026-11-04T01:30 0; ASLEEP 2026-11-04T02:10 2026-11-04T05:40 0; ASLEEP 2026-11-04T07:00 2026-11-04T07:30 0 | the machine was asleep 3 times, 5 h 30 min in all
                    ASLEEP 2026-11-03T20:00 2026-11-03T21:00 0; ASLEEP 2026-11-05T00:00 2026-11-05T01:00 0 |
                    NOT_RUNNING 2026-11-03T22:10 2026-11-04T05:40 0         | netmon was not running 2026-11-03 22:10-2026-11-04 05:40
                    CLOCK_STEPPED 2026-11-04T05:40 2026-11-04T02:10 0       | the clock was set 02:10-05:40
                    COUNTER_RESET 2026-11-04T02:10:03 2026-11-04T02:10:04 9 | a counter was reset 02:10
                    ASLEEP 2026-11-04T06:00 2026-11-04T07:00 0; NOT_RUNNING 2026-11-04T01:00 2026-11-04T02:00 5; NOT_RUNNING 2026-11-04T03:00 2026-11-04T04:00 6 | netmon was not running 01:00-02:00, 03:00-04:00, the machine was asleep 06:00-07:00; 11 B of that time have no owner
                    STALLED 2026-11-04T01:00 2026-11-04T01:01 0; STALLED 2026-11-04T02:00 2026-11-04T02:01 0; STALLED 2026-11-04T03:00 2026-11-04T03:01 0; STALLED 2026-11-04T04:00 2026-11-04T04:01 0; STALLED 2026-11-04T05:00 2026-11-04T05:01 0 | netmon was held up 01:00-01:01, 02:00-02:01, 03:00-03:01 and 2 more
                    """)
    void theLineHasTheKindsAndTimesOfGaps(String gaps, String line) {
        assertEquals(line == null ? "" : line, new GapSummary(DAY, PAGE).of(parse(gaps)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NOT_RUNNING 2026-11-04T02:10 2026-11-04T05:40 0 | netmon was not running 2026-11-04 02:10-05:40
                    NOT_RUNNING 2026-11-04T02:10 2026-11-05T05:40 0 | netmon was not running 2026-11-04 02:10-2026-11-05 05:40
                    """)
    void inALongerPeriodTheLineHasTheDay(String gaps, String line) {
        assertEquals(line, new GapSummary(WEEK, PAGE).of(parse(gaps)));
    }

    private static List<Gap> parse(String gaps) {
        return gaps == null
                ? List.of()
                : Arrays.stream(gaps.split("; ", -1)).map(GapSummaryTest::gap).toList();
    }

    private static Gap gap(String text) {
        String[] parts = text.split(" ", 5);
        Traffic bytes = new Traffic(Long.parseLong(parts[3]), 0);
        return new Gap(
                Gap.Kind.valueOf(parts[0]),
                second(parts[1]),
                second(parts[2]),
                bytes,
                parts.length > 4 ? parts[4] : "");
    }

    private static long second(String time) {
        return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
    }
}
