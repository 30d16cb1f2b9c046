package netmon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import netmon.cli.options.FastCommand;
import netmon.cli.session.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class FastPathTest {
    private static final int LINES = 4_000;
    private static final long SEED = 5;

    @Test
    void whatAShortcutKnowsPicocliUnderstandsTheSame() {
        assertTrue(known(Request.random(SEED).limit(LINES)) > LINES / 100);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theOptionsAreSetAsPicocliSetsThem(String command) {
        int lines = LINES / 20;
        assertTrue(known(Request.random(words(command), SEED).limit(lines)) > lines / 20);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsKnown(String command) {
        CommandLine model = Request.model(words(command));
        for (OptionSpec option : model.getCommandSpec().options()) {
            boolean isPicoclis = List.of("--db", "--help", "--version").contains(option.longestName());
            // What is a word may be a command's name there.
            boolean isWord = option.type().isEnum() && !model.getSubcommands().isEmpty();
            if (!isPicoclis && !isWord) {
                assertNotNull(known(with(option, command)), option::longestName);
            }
        }
    }

    private static List<String> with(OptionSpec option, String command) {
        List<String> line = new ArrayList<>(words(command));
        line.add(option.longestName());
        if (option.arity().max() > 0) {
            line.add(option.type().isEnum() ? String.valueOf(option.type().getEnumConstants()[0]) : "5");
        }
        return line;
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

        assertEquals(Request.parsed(CommandTree::tree, words), known(words));
        assertEquals(Request.parsed(CommandTree::tree, List.of()), known(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purge",
                "--version",
                "--top=5",
                "--top x",
                "--top -5",
                "--week --week",
                "--by DAY",
                "stats --week apps",
                "explain --json ssh",
                "explain ssh chrome",
                "stats tody",
                "stats apps apps",
                "--db",
                "--db /a --db /b",
                "--db stats",
                "--app --db /a/b"
            })
    void everythingElseIsPicoclis(String line) {
        assertNull(known(List.of(line.split(" "))));
    }

    static List<String> commands() {
        return List.of(
                "",
                "stats",
                "stats apps",
                "stats interfaces",
                "stats totals",
                "stats today",
                "stats all",
                "history",
                "alert",
                "alert list",
                "alert check",
                "live",
                "status",
                "doctor",
                "verify",
                "backup /tmp/copy.db",
                "explain",
                "explain ssh",
                "version");
    }

    private static List<String> words(String command) {
        return command.isEmpty() ? List.of() : List.of(command.split(" "));
    }

    /** How many are known; each of them means what picocli understands. */
    private static int known(Stream<List<String>> lines) {
        int known = 0;
        for (List<String> line : lines.toList()) {
            String found = known(line);
            if (found != null) {
                assertEquals(Request.parsed(CommandTree::tree, line), found, () -> line + ", seed " + SEED);
                known++;
            }
        }
        return known;
    }

    private static @Nullable String known(List<String> line) {
        Session session = Request.session();
        FastCommand command = FastPath.find(session, line.toArray(String[]::new));
        return command == null ? null : Request.of(command, session);
    }
}
