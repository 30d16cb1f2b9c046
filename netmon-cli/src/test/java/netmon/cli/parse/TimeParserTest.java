package netmon.cli.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Wednesday. */
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-04T15:30");

    private final TimeParser times = new TimeParser(NOW.atZone(BERLIN).toInstant(), BERLIN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-01                | 2026-11-01T00:00    | 2026-11-02T00:00
                    2026-10                   | 2026-10-01T00:00    | 2026-11-01T00:00
                    2025                      | 2025-01-01T00:00    | 2026-01-01T00:00
                    today                     | 2026-11-04T00:00    | 2026-11-05T00:00
                    Yesterday                 | 2026-11-03T00:00    | 2026-11-04T00:00
                    tomorrow                  | 2026-11-05T00:00    | 2026-11-06T00:00
                    monday                    | 2026-11-02T00:00    | 2026-11-03T00:00
                    wed                       | 2026-11-04T00:00    | 2026-11-05T00:00
                    Thursday                  | 2026-10-29T00:00    | 2026-10-30T00:00
                    last wednesday            | 2026-10-28T00:00    | 2026-10-29T00:00
                    last monday               | 2026-11-02T00:00    | 2026-11-03T00:00
                    Last  Mon 9:00            | 2026-11-02T09:00    | 2026-11-02T09:00
                    this week                 | 2026-11-02T00:00    | 2026-11-09T00:00
                    last week                 | 2026-10-26T00:00    | 2026-11-02T00:00
                    last month                | 2026-10-01T00:00    | 2026-11-01T00:00
                    this year                 | 2026-01-01T00:00    | 2027-01-01T00:00
                    last year                 | 2025-01-01T00:00    | 2026-01-01T00:00
                    1 nov                     | 2026-11-01T00:00    | 2026-11-02T00:00
                    Nov 1                     | 2026-11-01T00:00    | 2026-11-02T00:00
                    5. November               | 2025-11-05T00:00    | 2025-11-06T00:00
                    Dec 24, 2024              | 2024-12-24T00:00    | 2024-12-25T00:00
                    nov 1 14:00               | 2026-11-01T14:00    | 2026-11-01T14:00
                    november                  | 2026-11-01T00:00    | 2026-12-01T00:00
                    last november             | 2025-11-01T00:00    | 2025-12-01T00:00
                    december                  | 2025-12-01T00:00    | 2026-01-01T00:00
                    feb 2024                  | 2024-02-01T00:00    | 2024-03-01T00:00
                    2026-11-01 14:00          | 2026-11-01T14:00    | 2026-11-01T14:00
                    2026-11-01T14:00:05       | 2026-11-01T14:00:05 | 2026-11-01T14:00:05
                    14:00                     | 2026-11-04T14:00    | 2026-11-04T14:00
                    9:05                      | 2026-11-04T09:05    | 2026-11-04T09:05
                    yesterday 9:05            | 2026-11-03T09:05    | 2026-11-03T09:05
                    monday 23:59:59           | 2026-11-02T23:59:59 | 2026-11-02T23:59:59
                    now                       | 2026-11-04T15:30    | 2026-11-04T15:30
                    6h ago                    | 2026-11-04T09:30    | 2026-11-04T09:30
                    2 weeks ago               | 2026-10-21T15:30    | 2026-10-21T15:30
                    2026-11-01T14:00:00Z      | 2026-11-01T15:00    | 2026-11-01T15:00
                    2026-11-01 14:00:00+05:30 | 2026-11-01T09:30    | 2026-11-01T09:30
                    @1793538000               | 2026-11-01T14:00    | 2026-11-01T14:00
                    2026-03-29                | 2026-03-29T00:00    | 2026-03-30T00:00
                    """)
    void timesAreParsed(String text, LocalDateTime begin, LocalDateTime end) {
        assertEquals(begin, local(times.start(text)));
        assertEquals(end, local(times.end(text, times.start(text))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-02-30",
                "2026-13-01",
                "2026-13",
                "25:00",
                "12:61",
                "2026-11-01 25:00",
                "mon day",
                "2026-11-01 noon",
                "@",
                "@99999999999999",
                "0h ago",
                "ago",
                "2026-11-01T14:00:00+99:00",
                "mo",
                "last",
                "last soon",
                "next week",
                "30 feb",
                "1 foo",
                "week",
                "\u001b[2J"
            })
    void impossibleTimesAreRefused(String text) {
        UsageException failure = assertThrows(UsageException.class, () -> times.start(text));

        assertTrue(String.valueOf(failure.getMessage()).contains(text.replace(" ago", "")), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = "2026-03-29 02:30")
    void aTimeThatTheClocksSkipIsRefused(String text) {
        assertThrows(UsageException.class, () -> times.start(text));
    }

    @ParameterizedTest
    @ValueSource(strings = "2026-10-25 02:30")
    void aTimeThatTheClocksShowTwiceIncludesBoth(String text) {
        assertEquals(3600, times.end(text, times.start(text)) - times.start(text));
    }

    private static LocalDateTime local(long second) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(second), BERLIN);
    }
}
