package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import netmon.model.Gap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main table on a terminal; the golden files hold its usual form. */
class TerminalTest {
    private static final long MB = 1 << 20;
    private static final long NIGHT = History.second("2026-11-03T22:00");

    @TempDir
    private Path home;

    private Path database;

    @BeforeEach
    void record() throws Exception {
        database = home.resolve(".netmon/netmon.db");
        long at = History.second("2026-11-04T09:00");
        History.append(
                database,
                Moment.at(at)
                        .app("curl", 60 * MB, MB)
                        .app("udp_send.py", 30 * MB, 0, 29 * MB)
                        .app("com.example.helper.of.a.rather.long.name.A", MB, 0)
                        .app("com.example.helper.of.a.rather.long.name.B", MB, 0)
                        .gap(Gap.Kind.ASLEEP, NIGHT - 7200, NIGHT, 0)
                        .gap(Gap.Kind.ASLEEP, NIGHT, at - 3600, 0)
                        .gap(Gap.Kind.ASLEEP, at - 1800, at - 900, 0)
                        .gap(Gap.Kind.NOT_RUNNING, at - 60, at - 51, 0));
    }

    private Run run(int columns, String... args) {
        return Run.of(
                History.environment(
                        home, "NETMON_SCREEN", "yes", "NO_COLOR", "1", "COLUMNS", Integer.toString(columns)),
                args);
    }

    @Test
    void anAmountThatIsMostlyEstimatedIsMarked() {
        String answer = run(100).out();

        assertTrue(answer.contains(" ~30.00 MB "), answer);
        assertTrue(answer.contains("\n~ estimated (31.2 %): netmon stats apps --basis"), answer);
        String one = run(100, "explain", "udp_send.py").out();
        assertTrue(one.contains("~30.00 MB: "), one);
    }

    @Test
    void namesAreAsWideAsTheTerminalAllows() {
        for (int columns : new int[] {80, 100, 200}) {
            String answer = run(columns).out();

            assertTrue(answer.contains("com.example.helper.of.a.rather.long.name.A "), answer);
            assertTrue(answer.lines().allMatch(each -> each.length() <= columns), answer);
        }
    }

    @Test
    void namesThatBeginAlikeStayDifferentWhereTheyAreCut() {
        List<String> names =
                run(40).out().lines().filter(each -> each.startsWith("com.")).toList();

        assertEquals(2, names.size(), names::toString);
        assertFalse(names.get(0).equals(names.get(1)), names::toString);
        assertTrue(names.get(1).contains("B "), names::toString);
    }

    @Test
    void sleepIsSummedAndSpellsOutsideOfThePeriodAreLeftOut() {
        String answer = run(120).out();

        assertTrue(answer.contains("1 gap of 9 s, asleep 2 times, 8 h 15 min in all"), answer);
    }

    @Test
    void aServiceThatHasStoppedIsTheLastLineOnATerminalAndAMessageElsewhere() throws Exception {
        Path heartbeat = Path.of(database + ".heartbeat");
        Files.writeString(heartbeat, "4711 1793800800000\n");
        Files.setLastModifiedTime(heartbeat, FileTime.fromMillis((History.second("2026-11-04T00:40") + 20) * 1000));
        String message = "not recording since 00:40:20; start it: netmon setup\n";

        Run terminal = run(80);
        Run pipe = Run.of(History.environment(home));

        assertTrue(terminal.out().endsWith("\n" + message), terminal.out());
        assertTrue(terminal.out().contains("\nrecorded since 09:00"), terminal.out());
        assertEquals("", terminal.err());
        assertEquals("netmon: " + message, pipe.err());
        assertFalse(pipe.out().contains("not recording"), pipe.out());
        for (String format : List.of("--json", "--csv", "--oneline")) {
            assertEquals("netmon: " + message, run(80, format).err());
        }
    }
}
