package netmon.cli;


import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpPagesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writes() throws IOException {
        HelpPages.write(folder);
    }

    @Test
    void thePageOfEveryCommandIsWhatPicocliPrints() {
        compare(CommandModel.of(Parsed.session()), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "help stats apps", "stats apps -h", "alert --help"})
    void helpIsAskedForInSeveralWays(String line) {
        String[] args = line.split(" ");

        assertEquals(Run.of(Map.of(), args).out(), HelpPages.find(folder, 100, args));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats",
                "help tody",
                "help help",
                "help --help",
                "help stats-apps",
                "stats --help apps",
                "--week --help",
                "../netmon --help"
            })
    void theRestIsLeftToPicocli(String line) {
        assertNull(HelpPages.find(folder, 100, line.split(" ")));
    }

    @Test
    void picocliWrapsTheLinesForANarrowTerminal() {
        assertNull(HelpPages.find(folder, 79, "--help"));
    }

    @Test
    void theListsOfAPageAreNotWrapped() {
        for (String columns : List.of("55", "80")) {
            String page = Run.of(Map.of("COLUMNS", columns), "--help").out();

            assertTrue(page.endsWith("""

                    Exit status:
                      0  success
                      1  failure
                      2  wrong command line
                      3  no data
                      4  database missing or unusable
                      5  a limit is exceeded (alert check)

                    Examples:
                      netmon                today's applications
                      netmon --week         this week's applications
                      netmon stats today    today's interfaces and peaks
                    """), page);
        }
    }

    private void compare(CommandLine command, List<String> words) {
        String[] args = with(words, "--help").toArray(String[]::new);

        assertEquals(Run.of(Map.of(), args).out(), HelpPages.find(folder, 80, args));
        command.getSubcommands().forEach((name, each) -> compare(each, with(words, name)));
    }

    private static List<String> with(List<String> words, String last) {
        List<String> longer = new ArrayList<>(words);
        longer.add(last);
        return longer;
    }
}
