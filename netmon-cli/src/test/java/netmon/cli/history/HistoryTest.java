package netmon.cli.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import netmon.cli.History;
import netmon.cli.Moment;
import netmon.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden files hold the usual history; now is 15:30. */
class HistoryTest {
    private static final long MB = 1 << 20;

    @TempDir
    private Path home;

    private String answer(String... args) {
        return Run.of(History.environment(home), args).out();
    }

    @Test
    void aMonthIsProjectedFromTheTimeInWhichNetmonMeasured() throws Exception {
        // 1 MB an hour for 12 h and the present second; 26 days and 8.5 h of the month remain
        History.append(
                home.resolve(".netmon/netmon.db"),
                Moment.at(History.second("2026-11-04T03:30")).app("ssh", 12 * MB, 0));

        String months = answer("history", "--by", "month");

        assertTrue(months.contains(" projected 644.49 MB"), months);
        assertTrue(months.contains(" 291 B/s "), months);
    }

    @Test
    void tooShortATimeIsNotProjected() throws Exception {
        History.append(
                home.resolve(".netmon/netmon.db"),
                Moment.at(History.second("2026-11-04T14:30")).app("ssh", 12 * MB, 0));

        String months = answer("history", "--by", "month");

        assertTrue(months.contains("12.00 MB"), months);
        assertFalse(months.contains("projected"), months);
        assertTrue(answer("history", "--by", "month", "--json").contains("\"expected_total\": null"), months);
    }

    @ParameterizedTest
    @CsvSource({"day, 3d, 3", "day, 2w, 14", "hour, 6h, 6", "week, 2w, 2", "month, 3mo, 3", "day, 36h, 2"})
    void theLastDaysAreWhole(String by, String length, int rows) throws Exception {
        History.append(
                home.resolve(".netmon/netmon.db"),
                Moment.at(History.second("2026-08-01T03:30")).app("ssh", MB, 0),
                Moment.at(History.second("2026-11-04T15:00")).app("ssh", MB, 0));

        String csv = answer("history", "--by", by, "--last", length, "--csv");

        assertEquals(1 + rows, csv.lines().count(), csv);
        assertEquals(length.equals("36h"), csv.contains(",true"), csv);
    }

    @Test
    void anInterfaceAndTheLargestDaysCanBeChosen() throws Exception {
        History.write(home.resolve(".netmon/netmon.db"));

        String tunnel = answer("history", "--interface", "utun3", "--csv");
        String largest = answer("history", "--top", "2", "--csv");

        assertTrue(tunnel.contains(",15728640,1048576,16777216,"), tunnel);
        assertEquals(3, largest.lines().count(), largest);
        assertTrue(largest.indexOf("2026-11-04") < largest.indexOf("2026-11-02"), largest);
    }
}
