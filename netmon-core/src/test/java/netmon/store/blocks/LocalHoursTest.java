package netmon.store.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalHoursTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    UTC,                 2026-11-23T10:59:59Z,      2026-11-23T10:00:00Z,      2026-11-23T11:00:00Z
                    Asia/Kolkata,        2026-11-23T10:29:59+05:30, 2026-11-23T10:00:00+05:30, 2026-11-23T11:00:00+05:30
                    Asia/Kathmandu,      2026-11-23T10:45:00+05:45, 2026-11-23T10:00:00+05:45, 2026-11-23T11:00:00+05:45
                    Europe/Berlin,       2026-10-25T02:30:00+02:00, 2026-10-25T02:00:00+02:00, 2026-10-25T03:00:00+02:00
                    Europe/Berlin,       2026-10-25T02:30:00+01:00, 2026-10-25T02:00:00+01:00, 2026-10-25T03:00:00+01:00
                    Europe/Berlin,       2026-03-29T01:59:59+01:00, 2026-03-29T01:00:00+01:00, 2026-03-29T02:00:00+01:00
                    Europe/Berlin,       2026-03-29T03:00:00+02:00, 2026-03-29T03:00:00+02:00, 2026-03-29T04:00:00+02:00
                    Australia/Lord_Howe, 2026-04-05T01:59:59+11:00, 2026-04-05T01:00:00+11:00, 2026-04-05T02:00:00+11:00
                    Australia/Lord_Howe, 2026-04-05T01:30:00+10:30, 2026-04-05T01:30:00+10:30, 2026-04-05T02:00:00+10:30
                    Australia/Lord_Howe, 2026-10-04T01:59:59+10:30, 2026-10-04T01:00:00+10:30, 2026-10-04T02:00:00+10:30
                    Australia/Lord_Howe, 2026-10-04T02:45:00+11:00, 2026-10-04T02:30:00+11:00, 2026-10-04T03:00:00+11:00
                    """)
    void anHourOfTheLocalClockStartsAndEndsWhereTheClockShowsIt(String zone, String at, String start, String end) {
        LocalHours hours = new LocalHours(ZoneId.of(zone));
        assertEquals(second(start), hours.start(second(at)));
        assertEquals(second(end), hours.end(second(at)));
    }

    private static long second(String text) {
        return OffsetDateTime.parse(text).toEpochSecond();
    }
}
