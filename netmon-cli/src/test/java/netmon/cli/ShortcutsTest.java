package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortcutsTest {
    private static final int LINES = 4_000;
    private static final long SEED = 5;

    @Test
    void whatAShortcutKnowsPicocliUnderstandsTheSame() {
        List<List<String>> lines = Request.random(SEED)
                .limit(LINES)
                .filter(line -> known(line) != null)
                .toList();

        for (List<String> line : lines) {
            assertEquals(Request.parsed(Commands::tree, line), known(line), () -> line + ", seed " + SEED);
        }
        assertTrue(lines.size() > LINES / 100, lines.size() + " were known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats",
                "stats apps",
                "stats interfaces",
                "stats today",
                "stats week",
                "stats month",
                "stats all",
                "--db /a/b",
                "--db /a/b stats today",
                "stats --db /a/b today",
                "stats today -db /a/b",
                "live",
                "--db /a/b live"
            })
    void theUsualCommandLinesAreKnown(String line) {
        List<String> words = List.of(line.split(" "));

        assertEquals(Request.parsed(Commands::tree, words), known(words));
        assertEquals(Request.parsed(Commands::tree, List.of()), known(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "--week",
                "live --once",
                "stats tody",
                "stats apps apps",
                "--db",
                "--db /a --db /b",
                "--db stats"
            })
    void everythingElseIsPicoclis(String line) {
        assertNull(known(List.of(line.split(" "))));
    }

    private static @Nullable String known(List<String> line) {
        Session session = Request.session();
        Callable<Integer> command = Shortcuts.find(session, line.toArray(String[]::new));
        return command == null ? null : Request.of(command, session);
    }
}
