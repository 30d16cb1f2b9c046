package netmon.cli.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationParserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    90s,       2026-11-04T15:28:30
                    30m,       2026-11-04T15:00
                    6h,        2026-11-04T09:30
                    1h30m,     2026-11-04T14:00
                    6 Hours,   2026-11-04T09:30
                    7d,        2026-10-28T15:30
                    2w,        2026-10-21T15:30
                    1 month,   2026-10-04T15:30
                    3mo,       2026-08-04T15:30
                    1y,        2025-11-04T15:30
                    11d,       2026-10-24T15:30
                    """)
    void aLengthFollowsTheCalendar(String text, LocalDateTime begin) {
        LocalDateTime end = LocalDateTime.parse("2026-11-04T15:30");

        assertEquals(begin, DurationParser.before(end.atZone(BERLIN), text).toLocalDateTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "h", "0h", "-6h", "6x", "6h x", "1.5h", "9999999h", "6h6"})
    void otherTextIsRefused(String text) {
        ZonedDateTime end = ZonedDateTime.parse("2026-11-04T15:30+01:00[Europe/Berlin]");

        assertThrows(UsageException.class, () -> DurationParser.before(end, text));
    }
}
